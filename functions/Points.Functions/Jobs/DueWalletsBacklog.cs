using Points.Domain.Ledger;

namespace Points.Functions.Jobs;

/// <summary>The backlog of a job that maintains wallets: how many wallets are due for it.</summary>
internal sealed class DueWalletsBacklog(string job, MaintenanceKind[] kinds, IWalletStore wallets) : IBacklog
{
    public string JobName => job;

    /// <summary>A wallet that is due for two kinds of work counts twice.</summary>
    public async Task<long> CountRemaining(DateTimeOffset now, CancellationToken ct) =>
        (await Task.WhenAll(kinds.Select(kind => wallets.CountDue(kind, now, ct)))).Sum();
}
