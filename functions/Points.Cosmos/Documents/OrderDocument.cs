using Points.Domain;
using Points.Domain.Accruing;

namespace Points.Cosmos.Documents;

/// <summary>An order that has earned. Its id follows from merchant and order, so it exists once.</summary>
internal sealed record OrderDocument(
    string Id, string Type, string MemberId, string ProgrammeId, string MerchantId, string OrderId,
    string EntryId, long Points, long EligibleFen)
{
    public const string TypeName = "order";

    public static string IdOf(string merchantId, string orderId) => "o-" + Digest.Of(TypeName, merchantId, orderId);

    public static OrderDocument From(string memberId, Order order) => new(
        IdOf(order.MerchantId, order.OrderId), TypeName, memberId, order.ProgrammeId, order.MerchantId, order.OrderId,
        order.EntryId, order.Points.Value, order.EligibleTotal.Value);
}
