using System.Collections.Immutable;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>An order that was refunded before its purchase arrived.</summary>
internal sealed record EarlyRefundDocument(string MerchantId, string OrderId, DateTimeOffset Since)
{
    /// <returns>Null if there are none.</returns>
    public static IReadOnlyList<EarlyRefundDocument>? FromOrNull(ImmutableArray<EarlyRefund> orders) =>
        orders.IsEmpty
            ? null
            :
            [
                .. orders.Select(it => new EarlyRefundDocument(
                    it.Key.MerchantId,
                    it.Key.OrderId,
                    it.LatestRefundAt.ToUniversalTime()
                )),
            ];

    public static ImmutableArray<EarlyRefund> ToEarlyRefunds(
        string programmeId,
        IReadOnlyList<EarlyRefundDocument>? documents
    ) =>
        [
            .. (documents ?? []).Select(it => new EarlyRefund(
                new RecordKey.EarlyRefund(programmeId, it.MerchantId, it.OrderId),
                it.Since
            )),
        ];
}

/// <summary>How many early refunds wait that the wallet does not list.</summary>
/// <param name="Sequence">
/// The wallet's newest entry when this was written. If it is another one, a version of the app that does not know this
/// field has written the wallet since, and the count may be wrong.
/// </param>
internal sealed record UnlistedEarlyRefundsDocument(long Sequence, long Count);
