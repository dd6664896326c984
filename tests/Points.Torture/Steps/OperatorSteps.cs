using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Points.Domain.Settling;
using Points.Torture.Requests;

namespace Points.Torture.Steps;

/// <summary>Changes of terms and prices, disputes of statements and the answers to them.</summary>
internal static partial class OperatorSteps
{
    /// <summary>A programme has at most 1,000 revisions.</summary>
    private const int TermsChangeEvery = 5;

    private const int DaysAheadMax = 40;

    /// <summary>Submits a changed copy of the newest revision that is known, and announces it.</summary>
    public static async Task ChangeTerms(Step step)
    {
        if (!step.OneIn(TermsChangeEvery))
            return;
        var (programme, days, change) = (step.AnyProgramme(), step.Dice.Next(DaysAheadMax), step.Dice.Next(4));
        var path = $"programmes/{programme}/revisions";
        var newest = await step.Send(
            "revision",
            HttpMethod.Get,
            $"{path}/{step.World.NewestRevisionOf(programme)}",
            Caller.Operator
        );
        if (newest is not { IsAccepted: true })
            return;
        var document = newest.Body["document"]!.AsObject();
        Change(document, change, step.Dice);
        var draft = await step.Send("draft", HttpMethod.Post, path, Caller.Operator, document);
        if (draft is not { IsAccepted: true })
            return;
        step.World.AddRevision(programme, draft.Body["revision"]!.GetValue<int>());
        var day = DateOnly.FromDateTime(step.Now.UtcDateTime).AddDays(days);
        await step.AskAndApprove(
            "announcement",
            $"{path}/{draft.Body["revision"]}/announce",
            new() { ["effectiveOn"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }
        );
    }

    public static async Task SetPrice(Step step) =>
        await step.Send(
            "price",
            HttpMethod.Put,
            $"programmes/{step.AnyProgramme()}/rewards/tea/price",
            Caller.Operator,
            new() { ["points"] = step.Dice.Next(30, 61) }
        );

    public static async Task Dispute(Step step)
    {
        var merchant = step.OneIn(2) ? "stall" : World.Programmes[step.Dice.Next(2)];
        var period = SettlementPeriod.Containing(step.Now).Previous;
        var (path, by) = ($"partners/{merchant}/statements/{period}", Caller.Merchant(merchant));
        var lines = await step.Send("statement", HttpMethod.Get, $"{path}/lines", by);
        var ids = lines is { IsAccepted: true } ? LineIds().Matches(lines.Text) : null;
        if (ids is not { Count: > 0 })
            return;
        var body = new JsonObject { ["lineId"] = ids[step.Dice.Next(ids.Count)].Value, ["reason"] = "torture" };
        var dispute = await step.Send("dispute", HttpMethod.Post, $"{path}/disputes", by, body);
        if (dispute is { IsAccepted: true })
            step.World.AddDispute($"partners/{merchant}/disputes/{dispute.Body["disputeId"]}");
    }

    public static async Task AnswerDispute(Step step)
    {
        if (step.World.AnyDispute(step.Dice) is not { } dispute)
            return;
        var body = new JsonObject { ["decision"] = step.OneIn(3) ? "rejected" : "accepted", ["note"] = "torture" };
        await step.AskAndApprove("dispute-answer", $"{dispute}/answer", body);
    }

    /// <summary>Some changes are to the members' advantage, some need notice.</summary>
    private static void Change(JsonObject document, int change, Random dice)
    {
        var rewards = document["rewards"]!.AsArray();
        switch (change)
        {
            case 0:
                rewards[0]!["stock"] = rewards[0]!["stock"]!.GetValue<int>() + dice.Next(1, 20);
                break;
            case 1:
                rewards[2]!["price"]!["points"] = dice.Next(100, 200);
                break;
            case 2:
                document["earning"]!["caps"]![0]!["points"] = dice.Next(800, 5_000);
                break;
            default:
                document["compensation"]!["capPoints"] = dice.Next(100, 900);
                break;
        }
    }

    [GeneratedRegex("l-[A-Za-z0-9_-]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex LineIds();
}
