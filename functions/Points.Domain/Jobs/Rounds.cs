using Points.Domain.Deciding;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Jobs;

/// <summary>Does to wallets what a job decides, each in a commit of its own. One that fails keeps none of the others waiting.</summary>
public sealed class Rounds(IWalletStore wallets, IProgrammes programmes)
{
    /// <summary>What is to be done to a wallet by the terms in force; null where nothing is. Pure: it may be asked again.</summary>
    public delegate Decision.Accepted? Decide(Wallet wallet, ProgrammeRevision terms, DateTimeOffset now);

    /// <summary>Sees to all wallets that are due.</summary>
    /// <returns>To how many something was done.</returns>
    public Task<long> Run(Due due, Decide decide, DateTimeOffset now, CancellationToken ct) => Run(wallets.Due(due, now, ct), decide, now, ct);

    /// <summary>Sees to these wallets.</summary>
    /// <returns>To how many something was done: to those that others have seen to meanwhile there is nothing left to do.</returns>
    public async Task<long> Run(IAsyncEnumerable<WalletId> each, Decide decide, DateTimeOffset now, CancellationToken ct)
    {
        var steps = new Steps();
        var done = await steps.TakeEach(each, (wallet, token) => See(wallet, decide, now, token), ct);
        steps.ThrowIfAnyFailed($"{done} wallets were seen to");
        return done;
    }

    private async Task<bool> See(WalletId id, Decide decide, DateTimeOffset now, CancellationToken ct) =>
        await programmes.TermsOf(id.ProgrammeId, now, ct) is { } terms && await wallets.Tend(id, wallet => decide(wallet, terms, now), ct);
}
