using Points.Domain.Deciding;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Jobs;

/// <summary>Does to wallets what a job decides, some side by side. One that fails keeps none of the others waiting.</summary>
public sealed class Rounds(IWalletStore wallets, IProgrammes programmes)
{
    /// <summary>What is to be done to a wallet by the terms in force; null where nothing is. Pure: it may be asked again.</summary>
    public delegate Decision.Accepted? Decide(Wallet wallet, ProgrammeRevision terms, DateTimeOffset now);

    /// <summary>Sees to all wallets that are due.</summary>
    /// <returns>To how many something was done.</returns>
    public Task<long> Run(Due due, Decide decide, DateTimeOffset now, CancellationToken ct) =>
        Run(wallets.Due(due, now, ct), decide, now, ct);

    /// <summary>Sees to these wallets.</summary>
    /// <returns>To how many something was done: to those that others have seen to meanwhile there is nothing left to do.</returns>
    public Task<long> Run(IAsyncEnumerable<WalletId> each, Decide decide, DateTimeOffset now, CancellationToken ct) =>
        Run(each, (id, terms, token) => wallets.Tend(id, wallet => decide(wallet, terms, now), token), now, ct);

    /// <summary>The same for a job that does more to a wallet than one commit.</summary>
    /// <param name="see">Gets the wallet and the terms in force, and says whether it did anything.</param>
    public async Task<long> Run(
        IAsyncEnumerable<WalletId> each,
        Func<WalletId, ProgrammeRevision, CancellationToken, Task<bool>> see,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var steps = new Steps();
        var done = await steps.TakeEach(
            each,
            async (id, token) =>
                await programmes.TermsOf(id.ProgrammeId, now, token) is { } terms && await see(id, terms, token),
            ct
        );
        steps.ThrowIfAnyFailed($"{done} wallets were seen to");
        return done;
    }
}
