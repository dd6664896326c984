using Points.Domain;
using Points.Domain.Accruing;

namespace Points.Cosmos.Documents;

/// <summary>An order that has earned. Its id follows from merchant and order, so it exists once.</summary>
internal sealed record OrderDocument(
    string Id, string Type, string MemberId, string ProgrammeId, string MerchantId, string OrderId, string EntryId, long Points,
    DateTimeOffset OccurredAt, string? Channel, IReadOnlyList<OrderLineDocument> Lines, long PaidWithPointsFen)
{
    public const string TypeName = "order";

    public static string IdOf(string merchantId, string orderId) => "o-" + Digest.Of(TypeName, merchantId, orderId);

    public static OrderDocument From(string memberId, Order order) => new(
        IdOf(order.MerchantId, order.OrderId), TypeName, memberId, order.ProgrammeId, order.MerchantId, order.OrderId, order.EntryId, order.Points.Value,
        order.OccurredAt.ToUniversalTime(), order.Channel, OrderLineDocument.From(order.Lines), order.PaidWithPoints.Value);

    public Order ToOrder() => new(
        ProgrammeId, MerchantId, OrderId, EntryId, new(Points), OccurredAt, Channel, [.. Lines.Select(line => line.ToLine())], new(PaidWithPointsFen));
}

internal sealed record OrderLineDocument(string Sku, string Category, long AmountFen, int Quantity, DateOnly? ServiceOn, IReadOnlyList<string>? Tags)
{
    public static IReadOnlyList<OrderLineDocument> From(IReadOnlyList<OrderLine> lines)
    {
        var documents = new OrderLineDocument[lines.Count];
        for (var i = 0; i < documents.Length; i++)
            documents[i] = new(lines[i].Sku, lines[i].Category, lines[i].Amount.Value, lines[i].Quantity, lines[i].ServiceOn, lines[i].Tags.IsEmpty ? null : lines[i].Tags);
        return documents;
    }

    public OrderLine ToLine() => new(Sku, Category, new(AmountFen), Quantity, ServiceOn, [.. Tags ?? []]);
}
