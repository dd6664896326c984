using System.Diagnostics.Metrics;
using Points.Domain.Budgets;
using Points.Domain.Observing;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Functions.Budgets;

/// <summary>Records how much of each programme's budget is used in the current period (law L6).</summary>
public sealed class BudgetMetrics(IBudgets budgets, IProgrammes programmes)
{
    private static readonly Gauge<long> Remaining = Signals.Meter.CreateGauge<long>(
        "points.budget.remaining",
        "{point}",
        "Points that a programme may still issue in the current period."
    );
    private static readonly Gauge<double> Used = Signals.Meter.CreateGauge<double>(
        "points.budget.used",
        "1",
        "The share of a programme's budget that is issued or leased, from 0 to 1."
    );

    /// <summary>Reads and records every budget, if metrics are collected.</summary>
    public async Task Record(DateTimeOffset now, CancellationToken ct)
    {
        if (!Remaining.Enabled && !Used.Enabled)
            return;
        await foreach (var programmeId in programmes.ListIds(ct))
        {
            if (
                await programmes.FindTerms(programmeId, now, ct) is not { } terms
                || BudgetKey.Of(terms, now) is not { } budget
            )
                continue;
            var (state, programme) = (
                await budgets.GetState(budget, ct),
                new KeyValuePair<string, object?>("points.programme", programmeId)
            );
            Remaining.Record(state.Remaining.Value, programme);
            if (state.Cap.Value > 0)
                Used.Record(1 - ((double)state.Remaining.Value / state.Cap.Value), programme);
        }
    }
}
