using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Cosmos.Documents;

/// <summary>
/// An order that has earned, and what was refunded of it. Its id is a digest of merchant and order under the ledger's
/// key, so it exists once.
/// </summary>
/// <param name="After">
/// The number of the wallet's newest entry before the order was booked; null if it is not kept.
/// </param>
internal sealed record OrderDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    string MerchantId,
    string OrderId,
    string EntryId,
    int Revision,
    long Points,
    DateTimeOffset OccurredAt,
    string? Channel,
    IReadOnlyList<OrderLineDocument> Lines,
    long PaidWithPointsFen,
    DateOnly? ExpiresOn,
    DateOnly? UsableFrom,
    string? BudgetPeriod,
    IReadOnlyList<string>? RedemptionIds,
    long? After,
    IReadOnlyList<LimitCounter>? CapUse,
    string? PostedBy
) : ISealedDocument
{
    public const string TypeName = "order";

    public static string IdOf(LedgerKey key, string merchantId, string orderId) =>
        "o-" + key.Protect(Digest.Compute(TypeName, merchantId, orderId));

    public static OrderDocument From(string memberId, LedgerKey key, Order order) =>
        new(
            IdOf(key, order.MerchantId, order.OrderId),
            TypeName,
            memberId,
            order.ProgrammeId,
            order.MerchantId,
            order.OrderId,
            order.EntryId,
            order.Revision,
            order.Points.Value,
            order.OccurredAt.ToUniversalTime(),
            order.Channel,
            OrderLineDocument.From(order),
            order.PaidWithPoints.Value,
            order.ExpiresOn,
            order.UsableFrom,
            order.BudgetPeriod,
            order.RedemptionIds.IsEmpty ? null : order.RedemptionIds,
            order.BookedAfter,
            order.CapUse.IsEmpty ? null : order.CapUse,
            order.PostedBy
        );

    public Order ToOrder() =>
        new()
        {
            ProgrammeId = ProgrammeId,
            MerchantId = MerchantId,
            OrderId = OrderId,
            EntryId = EntryId,
            Revision = Revision,
            Points = new(Points),
            OccurredAt = OccurredAt,
            Channel = Channel,
            Lines = [.. Lines.Select(line => line.ToLine())],
            PaidWithPoints = new(PaidWithPointsFen),
            PointsByLine = [.. Lines.Select(line => new Points(line.Points))],
            RefundedByLine = Lines.Any(line => line.RefundedFen is not null)
                ? [.. Lines.Select(line => new Fen(line.RefundedFen ?? 0))]
                : [],
            ExpiresOn = ExpiresOn,
            UsableFrom = UsableFrom,
            BudgetPeriod = BudgetPeriod,
            RedemptionIds = [.. RedemptionIds ?? []],
            BookedAfter = After ?? 0,
            CapUse = [.. CapUse ?? []],
            PostedBy = PostedBy,
        };
}

/// <summary>A line of an order.</summary>
/// <param name="Points">The points that the line earned.</param>
/// <param name="RefundedFen">Null if nothing of the order has been refunded.</param>
internal sealed record OrderLineDocument(
    string Sku,
    string Category,
    long AmountFen,
    int Quantity,
    DateOnly? ServiceOn,
    IReadOnlyList<string>? Tags,
    long Points,
    long? RefundedFen
)
{
    public static IReadOnlyList<OrderLineDocument> From(Order order)
    {
        var documents = new OrderLineDocument[order.Lines.Length];
        for (var i = 0; i < documents.Length; i++)
        {
            var line = order.Lines[i];
            documents[i] = new(
                line.Sku,
                line.Category,
                line.Amount.Value,
                line.Quantity,
                line.ServiceOn,
                line.Tags.IsEmpty ? null : line.Tags,
                order.PointsByLine[i].Value,
                order.RefundedByLine.IsEmpty ? null : order.RefundedByLine[i].Value
            );
        }
        return documents;
    }

    public OrderLine ToLine() => new(Sku, Category, new(AmountFen), Quantity, ServiceOn, [.. Tags ?? []]);
}
