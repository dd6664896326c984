using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>
/// Refunds of an order whose purchase has not arrived. It will earn for what these refunds leave of it.
/// </summary>
public sealed record EarlyRefundRecord(
    string ProgrammeId,
    string MerchantId,
    string OrderId,
    ImmutableArray<RefundClaim> Refunds
) : WalletRecord
{
    /// <summary>The most refunds of one order that are kept.</summary>
    public const int RefundsMax = 20;

    /// <summary>The most lines of all these refunds together, so that they fit into one document.</summary>
    public const int LinesMax = 1_000;

    public bool IsOverLimit =>
        Refunds.Length > RefundsMax
        || Refunds.Sum(refund => refund.Match(amount: _ => 1, lines: it => it.Refunded.Length)) > LinesMax;

    /// <summary>The order after these refunds.</summary>
    public Order ApplyTo(Order order) =>
        Refunds.Aggregate(order, (left, refund) => left.Refund(refund.AllocateAtMost(left)));
}
