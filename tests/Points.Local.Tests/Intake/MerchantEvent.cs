using System.Text.Json.Nodes;

namespace Points.Local.Tests.Intake;

/// <summary>What merchants send.</summary>
internal static class MerchantEvent
{
    public const string MerchantId = "fast-food";

    public static JsonObject Purchase(string memberId, long amountFen, string? orderId = null) =>
        Create("purchase", memberId, Api.PurchaseBody(MerchantId, amountFen, orderId));

    public static JsonObject Refund(string memberId, string orderId, string refundId, long amountFen) =>
        Create(
            "refund",
            memberId,
            new()
            {
                ["programmeId"] = MerchantId,
                ["merchantId"] = MerchantId,
                ["orderId"] = orderId,
                ["refundId"] = refundId,
                ["amountFen"] = amountFen,
            }
        );

    /// <summary>The body of a request over HTTP, and what its path says.</summary>
    private static JsonObject Create(string type, string memberId, JsonObject body)
    {
        (body["type"], body["memberId"]) = (type, memberId);
        return body;
    }
}
