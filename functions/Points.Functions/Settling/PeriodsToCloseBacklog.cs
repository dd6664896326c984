using Points.Domain.Settling;
using Points.Functions.Jobs;

namespace Points.Functions.Settling;

/// <summary>The periods that <see cref="SettlementClose"/> has yet to close.</summary>
internal sealed class PeriodsToCloseBacklog(IStatements statements) : IBacklog
{
    public string JobName => nameof(SettlementClose);

    public async Task<long> CountRemaining(DateTimeOffset now, CancellationToken ct) =>
        (await statements.ListPeriods(ct)).Count(it => SettlementClose.IsDue(it.Period, it.Status, now));
}
