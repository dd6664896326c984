using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Jobs;

/// <summary>Does to wallets what a job decides, some side by side. One that fails keeps none of the others waiting.</summary>
public sealed class WalletBatchRunner(IWalletStore wallets, IProgrammes programmes)
{
    /// <summary>What is to be done to a wallet by the terms in force; null where nothing is. Pure: it may be asked again.</summary>
    public delegate Decision.Accepted? MaintenanceDecision(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now);

    /// <summary>Sees to all wallets that are due.</summary>
    /// <returns>To how many something was done.</returns>
    public Task<long> Run(MaintenanceKind kind, MaintenanceDecision decide, DateTimeOffset now, CancellationToken ct) =>
        Run(wallets.ListDue(kind, now, ct), decide, now, ct);

    /// <summary>Sees to these wallets.</summary>
    /// <returns>To how many something was done: to those that others have seen to meanwhile there is nothing left to do.</returns>
    public Task<long> Run(
        IAsyncEnumerable<WalletId> walletIds,
        MaintenanceDecision decide,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        Run(
            walletIds,
            (id, terms, token) => wallets.CommitMaintenance(id, wallet => decide(wallet, terms, now), token),
            now,
            ct
        );

    /// <summary>The same for a job that does more to a wallet than one commit.</summary>
    /// <param name="maintain">Gets the wallet and the terms in force, and says whether it did anything.</param>
    public async Task<long> Run(
        IAsyncEnumerable<WalletId> walletIds,
        Func<WalletId, ProgrammeTerms, CancellationToken, Task<bool>> maintain,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var steps = new IndependentSteps();
        var done = await steps.RunEach(
            walletIds,
            async (id, token) =>
                await programmes.FindTerms(id.ProgrammeId, now, token) is { } terms && await maintain(id, terms, token),
            ct
        );
        steps.ThrowIfAnyFailed($"{done} wallets were seen to");
        return done;
    }
}
