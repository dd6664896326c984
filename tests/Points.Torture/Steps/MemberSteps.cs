using System.Text.Json.Nodes;
using Points.Torture.Requests;

namespace Points.Torture.Steps;

/// <summary>Enrolments, changed facts, freezes, and points sent within a family.</summary>
internal static class MemberSteps
{
    public static async Task Transfer(Step step)
    {
        var (from, programme) = (step.Dice.Next(step.World.Members.Count), step.AnyProgramme());
        // Now and then to somebody of another family, which must be refused.
        var to = step.OneIn(8)
            ? step.Dice.Next(step.World.Members.Count)
            : (from / World.FamilySize * World.FamilySize) + step.Dice.Next(World.FamilySize);
        var member = step.World.Members[from];
        await step.Post(
            "transfer",
            $"members/{member}/wallets/{programme}/transfers",
            Caller.Member(member),
            new() { ["toMemberId"] = step.World.Members[to], ["points"] = step.Dice.Next(1, 200) },
            member,
            programme
        );
    }

    public static Task ChangeFacts(Step step) => Enrol(step, step.AnyMember());

    public static async Task Freeze(Step step)
    {
        var (member, what) = (step.AnyMember(), step.OneIn(8) ? "freeze" : "unfreeze");
        var reason = new JsonObject { ["reason"] = "torture" };
        await step.AskAndApprove(what, $"members/{member}/{what}", reason);
    }

    public static async Task Look(Step step)
    {
        var (member, programme) = (step.AnyMember(), step.AnyProgramme());
        await step.Send("wallet", HttpMethod.Get, $"members/{member}/wallets/{programme}", Caller.Member(member));
    }

    public static Task<Answer?> Enrol(Step step, string member) =>
        step.Send(
            "enrolment",
            HttpMethod.Put,
            $"members/{member}",
            Caller.Operator,
            new JsonObject
            {
                ["identityVerified"] = !step.OneIn(12),
                ["programmes"] = new JsonArray([.. World.Programmes.Select(id => (JsonNode)id)]),
                ["birthDate"] = $"1980-{step.Dice.Next(3, 7):00}-{step.Dice.Next(1, 29):00}",
                ["creditGrade"] = step.OneIn(2) ? "A" : "B",
                ["phone"] = "13800000000",
                ["consents"] = new JsonObject { ["personalisation"] = step.OneIn(2), ["marketing"] = step.OneIn(2) },
            }
        );
}
