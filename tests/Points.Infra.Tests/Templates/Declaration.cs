using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>A declaration such as <c>param name string = 'x'</c>.</summary>
/// <param name="Node">The whole declaration.</param>
/// <param name="Value">
/// The default of a parameter, or the value of a variable or an output; null if there is none.
/// </param>
internal sealed record Declaration(
    string Name,
    SyntaxNode Node,
    ImmutableArray<SyntaxNode> Decorators,
    string Type,
    SyntaxNode? Value
)
{
    public string? Description => Argument("description")?.Literal;

    public bool IsSecure => Decorators.Any(decorator => NameOf(decorator) == "secure");

    private SyntaxNode? Argument(string decorator) =>
        Decorators
            .FirstOrDefault(each => NameOf(each) == decorator)
            ?.FirstChild("arguments")
            ?.NamedChildren.FirstOrDefault();

    /// <summary>The name without the namespace, as in <c>sys.secure</c>.</summary>
    private static string NameOf(SyntaxNode decorator) => decorator.Children[0].Text.Split('.')[^1];
}
