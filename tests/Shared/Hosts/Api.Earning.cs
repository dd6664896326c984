using System.Net;
using System.Text.Json.Nodes;

namespace Points.Tests;

internal sealed partial class Api
{
    /// <summary>Posts a purchase as an operator, and approves it as a second one if it is large.</summary>
    public async Task<Reply> Accrue(string memberId, JsonObject purchase, string? key = null) =>
        await ApproveIfNeeded(
            await Send(
                HttpMethod.Post,
                $"/api/members/{memberId}/accruals",
                await OperatorToken(),
                purchase,
                key ?? Guid.NewGuid().ToString()
            )
        );

    /// <summary>Earns points for a member with one purchase and returns the order id.</summary>
    public async Task<string> EarnPoints(string memberId, string programmeId, long points, DateTimeOffset? at = null)
    {
        var orderId = Guid.NewGuid().ToString();
        var earned = await Accrue(memberId, PurchaseBody(programmeId, points * 100, orderId, at));
        Assert.Equal(points, earned.Expect(HttpStatusCode.Created).Number("points"));
        return orderId;
    }

    public async Task<Reply> RecordAction(string memberId, string programmeId, string action, string reference) =>
        await Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/actions",
            await OperatorToken(),
            new JsonObject
            {
                ["programmeId"] = programmeId,
                ["action"] = action,
                ["reference"] = reference,
            },
            Guid.NewGuid().ToString()
        );

    public async Task<Reply> Refund(
        string memberId,
        string programmeId,
        string orderId,
        string refundId,
        long amountFen,
        string? merchantId = null,
        string? key = null
    ) =>
        await Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/refunds",
            await OperatorToken(),
            new JsonObject
            {
                ["programmeId"] = programmeId,
                ["merchantId"] = merchantId ?? programmeId,
                ["orderId"] = orderId,
                ["refundId"] = refundId,
                ["amountFen"] = amountFen,
            },
            key ?? Guid.NewGuid().ToString()
        );

    public static JsonObject PurchaseBody(
        string programmeId,
        long amountFen,
        string? orderId = null,
        DateTimeOffset? at = null
    ) =>
        new()
        {
            ["programmeId"] = programmeId,
            ["merchantId"] = programmeId,
            ["orderId"] = orderId ?? Guid.NewGuid().ToString(),
            ["occurredAt"] = (at ?? TimeProvider.System.GetUtcNow()).ToString("O"),
            ["lines"] = new JsonArray(
                new JsonObject
                {
                    ["sku"] = "sku-1",
                    ["category"] = "general",
                    ["amountFen"] = amountFen,
                }
            ),
        };

    public static JsonObject LineBody(
        long amountFen,
        string category = "general",
        string? tag = null,
        string? serviceOn = null
    )
    {
        var line = new JsonObject
        {
            ["sku"] = "sku-1",
            ["category"] = category,
            ["amountFen"] = amountFen,
        };
        if (tag is not null)
            line["tags"] = new JsonArray(tag);
        if (serviceOn is not null)
            line["serviceOn"] = serviceOn;
        return line;
    }
}
