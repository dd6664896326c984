using Points.Infra.Tests.Parsing;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>What rules have in common.</summary>
internal static class RuleChecks
{
    public static IEnumerable<Resource> ResourcesOf(this TemplateFolder folder, string type) =>
        folder.Resources.Where(resource => resource.Is(type));

    /// <summary>Each resource of a type, of which there must be some, has this under this path.</summary>
    public static IEnumerable<Finding> RequireProperty(
        this TemplateFolder folder,
        string type,
        string path,
        params string[] allowed
    ) => folder.ResourcesOf(type).RequireProperty(type, path, allowed);

    /// <summary>Each of these resources, of which there must be some, has this under this path.</summary>
    public static IEnumerable<Finding> RequireProperty(
        this IEnumerable<Resource> resources,
        string type,
        string path,
        params string[] allowed
    )
    {
        var all = resources.ToList();
        if (all.Count == 0)
            return [new("infra/main.bicep", 1, $"there is no {type}")];
        return from resource in all
            let found = resource.At(path)?.Value
            where
                !(found?.PossibleValues() ?? [Value.Null]).All(value =>
                    value is Value.Literal literal && allowed.Contains(literal.Text)
                )
            select Finding.At(
                resource.NodeAt(path),
                $"{path} of {resource.Part.Symbol} ({type}) is {found?.ToString() ?? "not set"} and not {string.Join(" or ", allowed)}"
            );
    }

    /// <summary>Every piece of every template, files of parameters too.</summary>
    public static IEnumerable<SyntaxNode> AllNodes(this TemplateFolder folder) =>
        folder.Files.SelectMany(file => file.Tree.DescendantsAndSelf());

    /// <summary>The name of the function that a call calls.</summary>
    public static string NameOf(SyntaxNode call) =>
        call.Children[0] is { Kind: "member_expression" } member
            ? member.NamedChildren.Last().Text
            : call.Children[0].Text;
}
