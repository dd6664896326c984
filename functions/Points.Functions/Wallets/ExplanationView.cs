using Points.Domain.Ledger;
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

    /// <summary>The lines that say what became of the points in the wallet, and so reveal what else it holds.</summary>
    private static readonly string[] WalletRules = [WalletChange.DebtRule, WalletChange.LotsRule, Hold.ExpiryRule];

    /// <summary>
    /// The explanation without anything that reveals the member's age, grade, tier or habits (law L14), debts or lots.
    /// </summary>
    public static IReadOnlyList<ExplanationView> ForMerchant(IReadOnlyList<Explanation> lines)
    {
        var explanation = lines.Where(line => !WalletRules.Contains(line.Rule, StringComparer.Ordinal)).ToArray();
        var byMemberRules = explanation.Where(line => line.IsAboutMember).Sum(line => line.Points.Value);
        var visible = From([.. explanation.Where(line => !line.IsAboutMember)]);
        return byMemberRules == 0 ? visible : [.. visible, new(MemberRule, byMemberRules, MemberRuleExplanation)];
    }

    public static IReadOnlyList<ExplanationView> From(IReadOnlyList<Explanation> explanation) =>
        [.. explanation.Select(line => new ExplanationView(line.Rule, line.Points.Value, line.Because))];
}
