using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Jobs;

/// <summary>
/// Applies a job's decision to many wallets, several in parallel. A wallet that fails does not stop the others.
/// </summary>
public sealed class WalletBatchRunner(IWalletStore wallets, IProgrammes programmes)
{
    /// <summary>
    /// Decides what to change in a wallet under the terms in force; null for nothing. Must be pure: it runs again
    /// after a conflict.
    /// </summary>
    public delegate Decision.Accepted? MaintenanceDecision(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now);

    /// <summary>Applies the decision to all wallets that are due.</summary>
    /// <returns>How many wallets were changed.</returns>
    public Task<long> Run(MaintenanceKind kind, MaintenanceDecision decide, DateTimeOffset now, CancellationToken ct) =>
        Run(wallets.ListDue(kind, now, ct), decide, now, ct);

    /// <summary>Applies the decision to the given wallets.</summary>
    /// <returns>How many wallets were changed. Wallets that another run has changed meanwhile do not count.</returns>
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

    /// <summary>Runs a job that needs more than one commit for each wallet.</summary>
    /// <param name="maintain">Takes a wallet and the terms in force; returns whether it changed anything.</param>
    /// <returns>How many wallets were changed.</returns>
    public async Task<long> Run(
        IAsyncEnumerable<WalletId> walletIds,
        Func<WalletId, ProgrammeTerms, CancellationToken, Task<bool>> maintain,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var steps = new IndependentSteps();
        var changed = await steps.RunEach(
            walletIds,
            async (id, token) =>
                await programmes.FindTerms(id.ProgrammeId, now, token) is { } terms && await maintain(id, terms, token),
            ct
        );
        steps.ThrowIfAnyFailed($"{changed} wallets were changed");
        return changed;
    }
}
