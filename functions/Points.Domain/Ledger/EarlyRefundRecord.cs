using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>
/// Refunds of an order whose purchase has not arrived. It will earn for what these refunds leave of it.
/// </summary>
public sealed record EarlyRefundRecord(
    string ProgrammeId,
    string MerchantId,
    string OrderId,
    ImmutableArray<EarlyRefundClaim> Refunds
) : WalletRecord
{
    /// <summary>
    /// The entry of the purchase that these refunds were subtracted from; null while they wait for it.
    /// </summary>
    public string? AppliedBy { get; init; }

    /// <summary>The most refunds of one order that are kept.</summary>
    public const int RefundsMax = 20;

    /// <summary>The most lines of all these refunds together, so that they fit into one document.</summary>
    public const int LinesMax = 1_000;

    public bool IsOverLimit =>
        Refunds.Length > RefundsMax
        || Refunds.Sum(refund => refund.Claim.Match(amount: _ => 1, lines: it => it.Refunded.Length)) > LinesMax;

    /// <summary>The order after these refunds.</summary>
    public Order ApplyTo(Order order) =>
        Refunds.Aggregate(order, (left, refund) => left.Refund(refund.Claim.AllocateAtMost(left)));
}
