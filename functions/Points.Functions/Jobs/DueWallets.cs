using Points.Domain.Ports;
using Points.Domain.Wallets;

namespace Points.Functions.Jobs;

/// <summary>Of a job that sees to wallets, how many are due for it.</summary>
internal sealed class DueWallets(string job, Due due, IWalletStore wallets) : IBacklog
{
    public string Job => job;

    public Task<long> Remains(DateTimeOffset now, CancellationToken ct) => wallets.CountDue(due, now, ct);
}
