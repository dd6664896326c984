using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Simulating;

/// <summary>The points that the replayed orders earn under one revision.</summary>
public sealed record SimulatedEarnings(ProgrammeTerms Terms)
{
    public Points Points { get; init; }

    /// <summary>
    /// What issuers pay for these points at settlement, rounded down; null if the terms have no settlement.
    /// </summary>
    public Fen? Cost =>
        Terms.Settlement is { } settlement
            ? new Fen((long)((Int128)Points.Value * settlement.FenPer100Points.Value / SettlementTerms.PointsPerRate))
            : null;

    internal Points CalculatePoints(Order[] orders, Wallet wallet)
    {
        var (counters, sum) = (LimitCounters.None, Points.Zero);
        foreach (var order in orders)
        {
            var context = wallet.BuildRuleContext(Terms, order.OccurredAt, order.OccurredAt) with
            {
                MerchantId = order.MerchantId,
                Channel = order.Channel,
                Total = order.Total,
            };
            var earned = Terms.EarningRules.Evaluate(
                order.Lines,
                order.PaidWithPoints,
                context,
                counters,
                Terms.BusinessDateOf(order.OccurredAt)
            );
            (counters, sum) = (earned.Counters, sum + earned.Points);
            wallet = wallet.UseOwnDays(earned.OwnDays, context.Day, Terms, order.OccurredAt);
        }
        return sum;
    }
}
