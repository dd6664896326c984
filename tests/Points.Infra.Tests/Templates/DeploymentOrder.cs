using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>
/// The order of deployment: a part waits for the parts that it refers to, for an output or in <c>dependsOn</c>.
/// </summary>
internal static class DeploymentOrder
{
    /// <summary>Whether one part of a file is deployed after another, directly or by way of other parts.</summary>
    public static bool IsAfter(this BicepFile file, string symbol, string other)
    {
        var seen = new HashSet<string>();
        var pending = new Stack<string>([symbol]);
        while (pending.TryPop(out var name))
            foreach (var next in NodesOf(file, name).SelectMany(References).Where(seen.Add))
                pending.Push(next);
        return seen.Contains(other);
    }

    /// <summary>
    /// Whether one resource is deployed after another: in the same file, or by the first modules in which their paths
    /// differ.
    /// </summary>
    public static bool IsAfter(this Resource resource, Resource other)
    {
        var (path, otherPath) = (ModulePathTo(resource), ModulePathTo(other));
        var shared = path.Zip(otherPath).TakeWhile(pair => pair.First == pair.Second).Count();
        if (shared == path.Length || shared == otherPath.Length)
            return false;
        var scope = resource.Scope.Folder.Deployed!;
        for (var depth = 0; depth < shared; depth++)
            scope = scope.ModuleScope(path[depth])!;
        return scope.File.IsAfter(path[shared], otherPath[shared]);
    }

    /// <summary>The symbols of the modules around a resource, outermost first, then its own symbol.</summary>
    private static string[] ModulePathTo(Resource resource) =>
        [.. resource.Scope.Name.Split('/', StringSplitOptions.RemoveEmptyEntries), resource.Part.Symbol];

    /// <summary>
    /// The expressions that a symbol depends on: the body of a resource or a module, or the value of a variable.
    /// Nothing waits for an existing resource itself, but its parent and name may refer to something.
    /// </summary>
    private static IEnumerable<SyntaxNode> NodesOf(BicepFile file, string name) =>
        [
            .. file.Resources.Concat(file.Modules).Where(part => part.Symbol == name).Select(part => part.Body),
            .. file.Variables.GetValueOrDefault(name)?.Value is { } value ? [value] : Array.Empty<SyntaxNode>(),
        ];

    /// <summary>All names that an expression refers to, without field names.</summary>
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
