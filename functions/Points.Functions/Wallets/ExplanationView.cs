using Points.Domain.Programmes.Rules;

namespace Points.Functions.Wallets;

/// <summary>One line of the explanation of points.</summary>
/// <param name="Rule">The rule of the terms that applied.</param>
/// <param name="Points">What the rule added or subtracted.</param>
/// <param name="Because">Why, in a sentence.</param>
internal sealed record ExplanationView(string Rule, long Points, string Because)
{
    /// <summary>Replaces all rules that depend on the member's data in answers to merchants.</summary>
    public const string MemberRule = "member",
        MemberRuleExplanation = "by rules that depend on the member";

    /// <summary>
    /// The explanation without anything that reveals the member's age, grade, tier or habits (law L14).
    /// </summary>
    public static IReadOnlyList<ExplanationView> ForMerchant(IReadOnlyList<Explanation> explanation)
    {
        var byMemberRules = explanation.Where(line => line.IsAboutMember).Sum(line => line.Points.Value);
        var visible = From([.. explanation.Where(line => !line.IsAboutMember)]);
        return byMemberRules == 0 ? visible : [.. visible, new(MemberRule, byMemberRules, MemberRuleExplanation)];
    }

    public static IReadOnlyList<ExplanationView> From(IReadOnlyList<Explanation> explanation) =>
        [.. explanation.Select(line => new ExplanationView(line.Rule, line.Points.Value, line.Because))];
}
