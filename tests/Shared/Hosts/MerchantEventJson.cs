using System.Text.Json.Nodes;

namespace Points.Tests;

/// <summary>Builds the messages that merchants send.</summary>
internal static class MerchantEventJson
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

    /// <summary>Adds to the body of an HTTP request what HTTP has in the path.</summary>
    private static JsonObject Create(string type, string memberId, JsonObject body)
    {
        (body["type"], body["memberId"]) = (type, memberId);
        return body;
    }
}
