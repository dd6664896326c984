using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>What is deployed before what: a part waits for those that it names, whether for an output or in <c>dependsOn</c>.</summary>
internal static class DeploymentOrder
{
    /// <summary>Whether one part of a file is deployed after another of the same file, which may be by way of a third.</summary>
    public static bool IsAfter(this BicepFile file, string symbol, string other)
    {
        var seen = new HashSet<string>();
        var ahead = new Stack<string>([symbol]);
        while (ahead.TryPop(out var name))
            foreach (var next in NodesOf(file, name).SelectMany(References).Where(seen.Add))
                ahead.Push(next);
        return seen.Contains(other);
    }

    /// <summary>Whether one resource is deployed after another: in the same file, or by the modules in which they part.</summary>
    public static bool IsAfter(this Resource resource, Resource other)
    {
        var (ways, others) = (ModulePathTo(resource), ModulePathTo(other));
        var parting = ways.Zip(others).TakeWhile(pair => pair.First == pair.Second).Count();
        if (parting == ways.Length || parting == others.Length)
            return false;
        var file = resource.Scope.Folder.Deployed!;
        for (var depth = 0; depth < parting; depth++)
            file = file.ModuleScope(ways[depth])!;
        return file.File.IsAfter(ways[parting], others[parting]);
    }

    /// <summary>The symbols of the modules that a resource is in, from the outermost, and its own.</summary>
    private static string[] ModulePathTo(Resource resource) =>
        [.. resource.Scope.Name.Split('/', StringSplitOptions.RemoveEmptyEntries), resource.Part.Symbol];

    /// <summary>A variable has what it is made of; an existing resource is not waited for, but its parent and name may be.</summary>
    private static IEnumerable<SyntaxNode> NodesOf(BicepFile file, string name) =>
        [
            .. file.Resources.Concat(file.Modules).Where(part => part.Symbol == name).Select(part => part.Body),
            .. file.Variables.GetValueOrDefault(name)?.Value is { } value ? [value] : Array.Empty<SyntaxNode>(),
        ];

    /// <summary>All names in an expression, without those of fields.</summary>
    private static IEnumerable<string> References(SyntaxNode node) =>
        node.Kind switch
        {
            "identifier" => [node.Text],
            "member_expression" => References(node.NamedChildren.First()),
            "object_property" => node
                .NamedChildren.Skip(node.NamedChildren.First().Kind == "string" ? 0 : 1)
                .SelectMany(References),
            _ => node.NamedChildren.SelectMany(References),
        };
}
