using Points.Infra.Tests.Parsing;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>Checks that several rules share.</summary>
internal static class RuleChecks
{
    public static IEnumerable<Resource> ResourcesOf(this TemplateFolder folder, string type) =>
        folder.Resources.Where(resource => resource.Is(type));

    /// <summary>Requires that every resource of a type has an allowed value at a path, and that there is one.</summary>
    public static IEnumerable<Finding> RequireProperty(
        this TemplateFolder folder,
        string type,
        string path,
        params string[] allowed
    ) => folder.ResourcesOf(type).RequireProperty(type, path, allowed);

    /// <summary>Requires that every given resource has an allowed value at a path, and that there is one.</summary>
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
                $"{path} of {resource.Part.Symbol} ({type}) is {found?.ToString() ?? "not set"} "
                    + $"instead of {string.Join(" or ", allowed)}"
            );
    }

    /// <summary>All syntax nodes of all templates and parameter files.</summary>
    public static IEnumerable<SyntaxNode> AllNodes(this TemplateFolder folder) =>
        folder.Files.SelectMany(file => file.Tree.DescendantsAndSelf());

    /// <summary>The name of the called function.</summary>
    public static string NameOf(SyntaxNode call)
    {
        var callee = call.Children[0];
        return callee.Kind == "member_expression" ? callee.NamedChildren.Last().Text : callee.Text;
    }
}
