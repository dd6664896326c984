using Points.Domain.Programmes;

namespace Points.Domain.Settling;

/// <summary>
/// Decides who pays whom for a flow. If points are paid for when consumed, the issuer pays the honouring merchant. If
/// they are paid for when issued, the platform holds the money in between.
/// </summary>
internal static class SettlementRules
{
    public static IEnumerable<(MoneyColumn Column, ExactFen Amount)> FindAmounts(PointsFlow flow, LineSide side) =>
        flow.SettlementTerms.When switch
        {
            SettledWhen.Consumed => PaidWhenConsumed(flow, side),
            SettledWhen.Issued => PaidWhenIssued(flow, side),
        };

    private static (MoneyColumn, ExactFen)[] PaidWhenConsumed(PointsFlow flow, LineSide side) =>
        (flow.Kind, side) switch
        {
            (FlowKind.Consumed or FlowKind.Repaid, LineSide.Issuer) => [(MoneyColumn.Issued, -flow.Cost)],
            (FlowKind.Reversed, LineSide.Issuer) => [(MoneyColumn.Reversed, flow.Cost)],
            _ => HonouringAmounts(flow, side),
        };

    private static (MoneyColumn, ExactFen)[] PaidWhenIssued(PointsFlow flow, LineSide side) =>
        (flow.Kind, side) switch
        {
            (FlowKind.Issued, LineSide.Issuer) => [(MoneyColumn.Issued, -flow.Cost)],
            (FlowKind.Compensated, LineSide.Issuer) => [(MoneyColumn.Compensation, -flow.Cost)],
            (FlowKind.Withdrawn or FlowKind.WithdrawnExpired, LineSide.Issuer) => [(MoneyColumn.Reversed, flow.Cost)],
            (FlowKind.Issued or FlowKind.Compensated, LineSide.Platform) => [(MoneyColumn.Held, flow.Cost)],
            (FlowKind.Consumed, LineSide.Platform) => [(MoneyColumn.Held, -flow.Cost), (MoneyColumn.Fees, flow.Fee)],
            (FlowKind.Reversed, LineSide.Platform) => [(MoneyColumn.Held, flow.Cost), (MoneyColumn.Fees, -flow.Fee)],
            (FlowKind.Repaid or FlowKind.Withdrawn, LineSide.Platform) => [(MoneyColumn.Held, -flow.Cost)],
            (FlowKind.Expired, LineSide.Platform) =>
            [
                (MoneyColumn.Held, -flow.Cost),
                (MoneyColumn.Breakage, flow.Cost),
            ],
            (FlowKind.WithdrawnExpired, LineSide.Platform) => [(MoneyColumn.Breakage, -flow.Cost)],
            _ => HonouringAmounts(flow, side),
        };

    /// <summary>
    /// The honouring merchant's amounts, and the platform's fee: the same under either rule. So is all of a granted
    /// voucher: nothing was paid in for it before.
    /// </summary>
    private static (MoneyColumn, ExactFen)[] HonouringAmounts(PointsFlow flow, LineSide side) =>
        (flow.Kind, side) switch
        {
            (FlowKind.Granted, LineSide.Issuer) => [(MoneyColumn.Issued, -flow.Cost)],
            (FlowKind.Consumed or FlowKind.Granted, LineSide.Other) =>
            [
                (MoneyColumn.Honoured, flow.Cost),
                (MoneyColumn.Fees, -flow.Fee),
            ],
            (FlowKind.Reversed, LineSide.Other) => [(MoneyColumn.Reversed, -flow.Cost), (MoneyColumn.Fees, flow.Fee)],
            (FlowKind.Repaid, LineSide.Other) => [(MoneyColumn.Reversed, flow.Cost)],
            (FlowKind.Consumed or FlowKind.Granted, LineSide.Platform) => [(MoneyColumn.Fees, flow.Fee)],
            (FlowKind.Reversed, LineSide.Platform) => [(MoneyColumn.Fees, -flow.Fee)],
            _ => [],
        };
}
