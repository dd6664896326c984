using System.Text.Json.Nodes;
using Points.Torture.Requests;

namespace Points.Torture.Steps;

/// <summary>Whole and partial refunds, also of orders that were not posted yet.</summary>
internal static class RefundingSteps
{
    public static async Task RefundPart(Step step)
    {
        if (step.World.AnyOrder(step.Dice) is { } order)
            await Refund(step, "refund-part", order, Math.Max(1, order.AmountFen / step.Dice.Next(2, 6)));
    }

    public static async Task RefundWhole(Step step)
    {
        if (step.World.AnyOrder(step.Dice) is { } order)
            await Refund(step, "refund-whole", order, order.AmountFen);
    }

    public static async Task RefundLine(Step step)
    {
        if (step.World.AnyOrder(step.Dice) is not { } order)
            return;
        var body = BodyOf(order, $"r-{step.Name}");
        body["lines"] = new JsonArray(new JsonObject { ["sku"] = "a", ["amountFen"] = order.AmountFen / 2 });
        await Post(step, "refund-line", order, body);
    }

    /// <summary>Refunds an order that its merchant posts later.</summary>
    public static async Task RefundEarly(Step step)
    {
        var order = EarningSteps.NewOrder(step);
        var answer = await Refund(
            step,
            "refund-early",
            order,
            step.OneIn(2) ? order.AmountFen : order.AmountFen / 3 + 1
        );
        if (answer is { IsAccepted: true })
            step.World.Announce(order);
    }

    public static JsonObject BodyOf(KnownOrder order, string refundId, long? amountFen = null)
    {
        var body = new JsonObject
        {
            ["programmeId"] = order.ProgrammeId,
            ["merchantId"] = order.MerchantId,
            ["orderId"] = order.OrderId,
            ["refundId"] = refundId,
        };
        if (amountFen is not null)
            body["amountFen"] = amountFen;
        return body;
    }

    private static Task<Answer?> Refund(Step step, string kind, KnownOrder order, long amountFen) =>
        Post(step, kind, order, BodyOf(order, $"r-{step.Name}", amountFen));

    private static Task<Answer?> Post(Step step, string kind, KnownOrder order, JsonObject body) =>
        step.Post(
            kind,
            $"members/{order.MemberId}/refunds",
            Caller.Merchant(order.MerchantId),
            body,
            order.MemberId,
            order.ProgrammeId
        );
}
