using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Jobs;

/// <summary>
/// Applies a job's decision to all wallets that are due, shared between instances. A wallet that fails does not stop
/// the others.
/// </summary>
public sealed class WalletBatchRunner(
    IWalletStore wallets,
    IDueWallets due,
    IProgrammes programmes,
    DueItemsRunner runner
)
{
    /// <summary>
    /// Decides what to change in a wallet under the terms in force; null for nothing. Must be pure: it runs again
    /// after a conflict.
    /// </summary>
    public delegate Decision.Accepted? MaintenanceDecision(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now);

    /// <summary>Applies the decision to all wallets that are due.</summary>
    /// <returns>How many wallets this instance has changed.</returns>
    public Task<long> Run(MaintenanceKind kind, MaintenanceDecision decide, RunShare share, CancellationToken ct) =>
        Run(
            kind,
            (id, terms, token) => wallets.CommitMaintenance(id, wallet => decide(wallet, terms, share.Now), token),
            share,
            ct
        );

    /// <summary>Runs a job that needs more than one commit for each wallet.</summary>
    /// <param name="maintain">Takes a wallet and the terms in force; returns whether it changed anything.</param>
    /// <returns>How many wallets this instance has changed.</returns>
    public async Task<long> Run(
        MaintenanceKind kind,
        Func<WalletId, ProgrammeTerms, CancellationToken, Task<bool>> maintain,
        RunShare share,
        CancellationToken ct
    )
    {
        var steps = new IndependentSteps();
        var changed = await runner.Run(
            due.Of(kind),
            async (id, token) =>
                await programmes.FindTerms(id.ProgrammeId, share.Now, token) is { } terms
                && await maintain(id, terms, token),
            share,
            steps,
            ct
        );
        steps.ThrowIfAnyFailed($"{changed} wallets were changed");
        return changed;
    }
}
