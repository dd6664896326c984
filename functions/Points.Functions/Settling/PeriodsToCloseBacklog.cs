using Points.Domain.Settling;
using Points.Functions.Jobs;

namespace Points.Functions.Settling;

/// <summary>Counts the periods that <see cref="SettlementClose"/> has yet to close.</summary>
internal sealed class PeriodsToCloseBacklog(ISettlementPeriods periods) : IBacklog
{
    public string JobName => nameof(SettlementClose);

    public async Task<long> CountRemaining(DateTimeOffset now, CancellationToken ct) =>
        (await periods.List(ct)).Count(it => SettlementClose.IsDue(it.Period, it.Status, now));
}
