using Points.Domain.Ledger;

namespace Points.Functions.Jobs;

/// <summary>The backlog of a job that maintains wallets: how many wallets are due for it.</summary>
internal sealed class DueWalletsBacklog(string job, MaintenanceKind kind, IWalletStore wallets) : IBacklog
{
    public string JobName => job;

    public Task<long> CountRemaining(DateTimeOffset now, CancellationToken ct) => wallets.CountDue(kind, now, ct);
}
