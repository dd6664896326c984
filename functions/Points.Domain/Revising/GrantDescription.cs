using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Revising;

/// <summary>Describes what decides when wallets are due for grants, to compare it between revisions.</summary>
internal static class GrantDescription
{
    /// <summary>Two revisions with the same descriptions make every wallet due for the same grants.</summary>
    public static IEnumerable<string> List(ProgrammeTerms terms) =>
        terms.Grants.Select(grant => Describe(grant, terms));

    private static string Describe(Grant grant, ProgrammeTerms terms)
    {
        var reward = grant.RewardId is { } rewardId ? terms.FindReward(rewardId) : null;
        var digest = new Digest()
            .Add(grant.GrantId)
            .Add(grant.Limit.Times)
            .Add((long)grant.Limit.Per)
            .Add(grant.RewardId)
            .Add(reward?.Limit is { } limit ? $"{limit.PerMember} {limit.Per}" : null)
            .Add(reward?.Stock ?? -1);
        AddCondition(digest, grant.When);
        return digest.ToString();
    }

    private static void AddCondition(Digest digest, Condition when)
    {
        digest
            .Add(when.Window.From)
            .Add(when.Window.To)
            .Add(when.OwnDay is { } own ? (long)own : -1)
            .Add(when.AgeAtLeast ?? -1)
            .Add(when.AgeBelow ?? -1)
            .Add(when.BalanceAtLeast is { } points ? points.Value : -1)
            .Add(when.Affinity?.ToString());
        AddAll(digest, when.Window.Yearly.Select(day => day.ToString()));
        AddAll(digest, when.CreditGrades.Select(grade => grade.ToString()));
        AddAll(digest, when.Tiers);
        AddAll(digest, when.Groups);
    }

    private static void AddAll(Digest digest, IEnumerable<string> texts)
    {
        var all = texts.Order(StringComparer.Ordinal).ToArray();
        digest.Add(all.Length);
        foreach (var text in all)
            digest.Add(text);
    }
}
