using System.Text.Json.Nodes;
using Points.Torture.Requests;

namespace Points.Torture.Steps;

/// <summary>Purchases, repeats of them, orders under another member, and actions.</summary>
internal static class EarningSteps
{
    private static readonly string[] Categories = ["food", "fish", "tea", "lamp"];

    public static async Task Buy(Step step)
    {
        // One that was refunded already, or a new one.
        var order = (step.OneIn(6) ? step.World.TakeAnnouncedOrder(step.Dice) : null) ?? NewOrder(step);
        await Accrue(step, "purchase", order, PurchaseOf(step, order));
    }

    /// <summary>Buys, and names a redemption that paid a part.</summary>
    public static async Task BuyWithPoints(Step step)
    {
        if (step.World.AnyRedemption(step.Dice, it => !it.IsHold && it.MerchantId != "theatre") is not { } redemption)
            return;
        var order = NewOrder(step) with
        {
            MemberId = redemption.MemberId,
            ProgrammeId = redemption.ProgrammeId,
            MerchantId = redemption.MerchantId,
        };
        var body = PurchaseOf(step, order);
        body["redemptionIds"] = new JsonArray(redemption.RedemptionId);
        body["paidWithPointsFen"] = 50;
        await Accrue(step, "purchase-with-points", order, body);
    }

    /// <summary>Posts an order again: for another member, in another programme, or with another key.</summary>
    public static async Task PostOrderAgain(Step step)
    {
        var member = step.AnyMember();
        if (step.World.AnyOrder(step.Dice) is not { } order)
            return;
        var again = step.Dice.Next(3) switch
        {
            0 => order with { MemberId = member },
            1 when order.MerchantId == "stall" => order with { ProgrammeId = step.AnyProgramme(), MemberId = member },
            _ => order,
        };
        await Accrue(step, "order-again", again, PurchaseOf(step, again));
    }

    public static async Task Act(Step step)
    {
        var (member, programme, byMember) = (step.AnyMember(), step.AnyProgramme(), step.OneIn(2));
        var body = new JsonObject
        {
            ["programmeId"] = programme,
            ["action"] = "share",
            ["reference"] = $"ref-{step.Name}",
        };
        var by = byMember ? Caller.Member(member) : Caller.Operator;
        await step.Post("action", $"members/{member}/actions", by, body, member, programme);
    }

    public static KnownOrder NewOrder(Step step)
    {
        var (member, programme) = (step.AnyMember(), step.AnyProgramme());
        var merchant = World.IssuerOf(programme, step.Dice);
        return new(member, programme, merchant, $"o-{step.Name}", 100 * step.Dice.Next(1, step.OneIn(8) ? 1_500 : 150));
    }

    public static JsonObject PurchaseOf(Step step, KnownOrder order)
    {
        var part = order.AmountFen / 2;
        var ago = TimeSpan.FromMinutes(step.Dice.Next(0, step.OneIn(5) ? 5_000 : 60));
        return new()
        {
            ["programmeId"] = order.ProgrammeId,
            ["merchantId"] = order.MerchantId,
            ["orderId"] = order.OrderId,
            ["occurredAt"] = Step.Text(step.Now - ago),
            ["lines"] = new JsonArray(LineOf(step, "a", part), LineOf(step, "b", order.AmountFen - part)),
        };
    }

    private static JsonObject LineOf(Step step, string sku, long amountFen)
    {
        var line = new JsonObject
        {
            ["sku"] = sku,
            ["category"] = Categories[step.Dice.Next(Categories.Length)],
            ["amountFen"] = amountFen,
        };
        if (step.OneIn(6))
            line["tags"] = new JsonArray("energy-saving");
        return line;
    }

    private static async Task Accrue(Step step, string kind, KnownOrder order, JsonObject body)
    {
        var answer = await step.Post(
            kind,
            $"members/{order.MemberId}/accruals",
            Caller.Merchant(order.MerchantId),
            body,
            order.MemberId,
            order.ProgrammeId
        );
        if (answer is { IsAccepted: true })
            step.World.Add(order);
    }
}
