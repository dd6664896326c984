using Points.Infra.Tests.Parsing;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>All rules by name.</summary>
internal static class RuleCatalog
{
    public const string Syntax = "Every_template_can_be_parsed";

    public static ImmutableSortedDictionary<string, Rule> All { get; } =
        ImmutableArray
            .Create<Rule>([
                new(Syntax, folder => folder.Trees.SelectMany(BicepFile.SyntaxErrorsIn).Select(SyntaxFinding)),
                .. DataRules.All,
                .. AccessRules.All,
                .. OtherPrincipalRules.All,
                .. PropertyRules.All,
                .. OrderRules.All,
                .. ProductionRules.All,
                .. KeyRules.All,
                .. FormRules.All,
                .. HostingRules.All,
                .. SettingRules.All,
                .. AlertRules.All,
            ])
            .ToImmutableSortedDictionary(rule => rule.Name, rule => rule, StringComparer.Ordinal);

    /// <summary>Finds the broken rules. If a template cannot be parsed, no other rule is checked.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<Finding>> FindViolations(TemplateFolder folder)
    {
        var syntax = All[Syntax].Check(folder).ToImmutableArray();
        var checkedRules = syntax.IsEmpty ? All.Values : [];
        return checkedRules
            .Select(rule => KeyValuePair.Create(rule.Name, rule.Check(folder).Distinct().ToImmutableArray()))
            .Append(KeyValuePair.Create(Syntax, syntax))
            .DistinctBy(each => each.Key)
            .Where(each => !each.Value.IsEmpty)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static Finding SyntaxFinding(SyntaxNode node) =>
        Finding.At(
            node,
            node.SyntaxError == "missing"
                ? $"column {node.Column}: {node.Kind} is missing"
                : $"column {node.Column}: cannot be parsed: {Excerpt(node.Text)}"
        );

    private static string Excerpt(string text) => text.Length > 60 ? $"{text[..60]}…" : text;
}
