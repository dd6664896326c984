using Points.Domain.Ports;
using Points.Functions.Jobs;

namespace Points.Functions.Settling;

/// <summary>The periods that <see cref="SettlementClose"/> has yet to close.</summary>
internal sealed class PeriodsToClose(IStatements statements) : IBacklog
{
    public string Job => nameof(SettlementClose);

    public async Task<long> Remains(DateTimeOffset now, CancellationToken ct) =>
        (await statements.Periods(ct)).Count(it => SettlementClose.IsDue(it.Period, it.Status, now));
}
