using System.Text.Json.Nodes;

namespace Points.Local.Tests.Intake;

/// <summary>What merchants send.</summary>
internal static class Event
{
    public const string Shop = "fast-food";

    public static JsonObject Purchase(string memberId, long amountFen, string? orderId = null) =>
        Of("purchase", memberId, Api.Purchase(Shop, amountFen, orderId));

    public static JsonObject Refund(string memberId, string orderId, string refundId, long amountFen) =>
        Of(
            "refund",
            memberId,
            new()
            {
                ["programmeId"] = Shop,
                ["merchantId"] = Shop,
                ["orderId"] = orderId,
                ["refundId"] = refundId,
                ["amountFen"] = amountFen,
            }
        );

    /// <summary>The body of a request over HTTP, and what its path says.</summary>
    private static JsonObject Of(string type, string memberId, JsonObject body)
    {
        (body["type"], body["memberId"]) = (type, memberId);
        return body;
    }
}
