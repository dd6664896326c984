using System.Text.Json.Nodes;
using Points.Torture.Requests;

namespace Points.Torture.Steps;

/// <summary>Redemptions at once, at a till and as holds, and what follows them.</summary>
internal static class RedeemingSteps
{
    private static readonly string[] Rewards = ["box", "tea", "play", "voucher"];

    public static Task Redeem(Step step)
    {
        var (member, programme) = (step.AnyMember(), step.AnyProgramme());
        var body = BodyOf(programme, Rewards[step.Dice.Next(Rewards.Length)], step.Dice.Next(1, 4));
        return Redeem(step, "redemption", member, programme, body, Caller.Member(member));
    }

    public static Task Hold(Step step)
    {
        var (member, programme) = (step.AnyMember(), step.AnyProgramme());
        var body = BodyOf(programme, step.OneIn(3) ? "tea" : "box", step.Dice.Next(1, 3));
        (body["mode"], body["holdUntil"]) = ("hold", Step.Text(step.Now.AddMinutes(step.Dice.Next(1, 4_000))));
        return Redeem(step, "hold", member, programme, body, Caller.Member(member));
    }

    /// <summary>The member shows a code, and the till redeems.</summary>
    public static async Task RedeemAtTill(Step step)
    {
        var (member, programme) = (step.AnyMember(), step.AnyProgramme());
        var code = await step.Send(
            "spend-code",
            HttpMethod.Post,
            $"members/{member}/spend-codes",
            Caller.Member(member),
            new JsonObject
            {
                ["programmeId"] = programme,
                ["rewardId"] = "tea",
                ["points"] = 200,
            }
        );
        var body = BodyOf(programme, "tea", 1);
        if (code is not { IsAccepted: true })
            return;
        body["memberCode"] = code.Body["code"]!.GetValue<string>();
        await Redeem(step, "redemption-at-till", member, programme, body, Caller.Merchant("stall"));
    }

    public static Task Confirm(Step step) => End(step, "confirm", it => it.IsHold, new JsonObject());

    public static Task Cancel(Step step) =>
        End(step, "cancel", it => it.IsHold, step.OneIn(3) ? new() { ["by"] = "merchant" } : []);

    public static Task Reverse(Step step)
    {
        var body = new JsonObject { ["by"] = step.OneIn(2) ? "merchant" : "member", ["reason"] = "torture" };
        if (step.OneIn(2))
            body["quantity"] = 1;
        return End(step, "reverse", _ => true, body);
    }

    public static async Task UseVoucher(Step step)
    {
        if (step.World.AnyRedemption(step.Dice, it => it.VoucherCode is not null) is not { } voucher)
            return;
        // The reference is the identity of the use, so the key of a repeat is the same.
        await step.Post(
            "voucher-use",
            $"vouchers/{voucher.VoucherCode}/use",
            Caller.Merchant(voucher.MerchantId),
            new() { ["reference"] = $"s-{step.Name}", ["billFen"] = 1_000 },
            voucher.MemberId,
            voucher.ProgrammeId
        );
    }

    private static Task<Answer?> End(Step step, string what, Func<KnownRedemption, bool> isWanted, JsonObject body) =>
        step.World.AnyRedemption(step.Dice, isWanted) is { } redemption
            ? step.Post(
                what,
                $"members/{redemption.MemberId}/redemptions/{redemption.RedemptionId}/{what}",
                Caller.Operator,
                body,
                redemption.MemberId,
                redemption.ProgrammeId
            )
            : Task.FromResult<Answer?>(null);

    private static JsonObject BodyOf(string programmeId, string rewardId, int quantity)
    {
        var body = new JsonObject { ["programmeId"] = programmeId, ["rewardId"] = rewardId };
        if (rewardId == "voucher")
            body["points"] = 100 * quantity;
        else
            body["quantity"] = quantity;
        return body;
    }

    private static async Task Redeem(
        Step step,
        string kind,
        string member,
        string programme,
        JsonObject body,
        Caller by
    )
    {
        var answer = await step.Post(kind, $"members/{member}/redemptions", by, body, member, programme);
        if (answer is not { IsAccepted: true })
            return;
        var reward = body["rewardId"]!.GetValue<string>();
        step.World.Add(
            new KnownRedemption(
                member,
                programme,
                answer.Body["redemptionId"]!.GetValue<string>(),
                reward switch
                {
                    "box" => programme,
                    "play" => "theatre",
                    _ => "stall",
                },
                body.ContainsKey("mode"),
                answer.Body["voucher"]?["code"]?.GetValue<string>()
            )
        );
    }
}
