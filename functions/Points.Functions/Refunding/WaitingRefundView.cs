using Points.Cosmos;
using Points.Functions.OpenApi;

namespace Points.Functions.Refunding;

/// <summary>A refund that waits for its purchase.</summary>
/// <param name="MemberId">The member that the refund names; left out once that member is erased.</param>
/// <param name="AmountFen">The refunded amount; left out if the refund names lines.</param>
/// <param name="Lines">The refunded lines; left out if the refund names an amount.</param>
/// <param name="At">When the refund arrived.</param>
internal sealed record WaitingRefundView(
    string EntryId,
    string RefundId,
    string OrderId,
    string ProgrammeId,
    string? MemberId,
    [OneOf(WaitingRefundView.AwaitingPurchase)] string State,
    long? AmountFen,
    IReadOnlyList<WaitingRefundLineView>? Lines,
    DateTimeOffset At
)
{
    public const string AwaitingPurchase = "awaiting-purchase";

    public static WaitingRefundView From(WaitingRefund it) =>
        new(
            it.EntryId,
            it.RefundId,
            it.OrderId,
            it.ProgrammeId,
            it.MemberId,
            AwaitingPurchase,
            it.Claim.Match<long?>(amount: claim => claim.Fen.Value, lines: _ => null),
            it.Claim.Match<IReadOnlyList<WaitingRefundLineView>?>(
                amount: _ => null,
                lines: claim =>
                    [.. claim.Refunded.Select(line => new WaitingRefundLineView(line.Sku, line.Amount.Value))]
            ),
            it.At
        );
}

/// <summary>A refunded line.</summary>
internal sealed record WaitingRefundLineView(string Sku, long AmountFen);
