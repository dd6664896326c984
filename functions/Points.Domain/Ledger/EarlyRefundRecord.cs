using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>Refunds that overtook their purchase, kept until it comes: then it earns what they leave of it.</summary>
public sealed record EarlyRefundRecord(
    string ProgrammeId,
    string MerchantId,
    string OrderId,
    ImmutableArray<RefundClaim> Refunds
) : WalletRecord
{
    public const int RefundsMax = 20;

    /// <summary>Of all its refunds together, so that they fit into one document.</summary>
    public const int LinesMax = 1_000;

    public bool IsOverLimit =>
        Refunds.Length > RefundsMax
        || Refunds.Sum(refund => refund.Match(amount: _ => 1, lines: it => it.Refunded.Length)) > LinesMax;

    /// <summary>The order as these refunds leave it.</summary>
    public Order ApplyTo(Order order) =>
        Refunds.Aggregate(order, (left, refund) => left.Refund(refund.AllocateAtMost(left)));
}
