using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>What a line like <c>param name string = 'x'</c> declares.</summary>
/// <param name="Node">The whole declaration.</param>
/// <param name="Value">A parameter's default, a variable's or an output's value; null where there is none.</param>
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

    private static string NameOf(SyntaxNode decorator) => decorator.Children[0].Text.Split('.')[^1];
}

/// <summary>A resource or a module.</summary>
/// <param name="TypeOrPath">A resource's type with its version, a module's path.</param>
/// <param name="Body">One object, or a loop or a condition with one in it.</param>
internal sealed record TemplatePart(string Symbol, SyntaxNode Node, string TypeOrPath, bool IsExisting, SyntaxNode Body)
{
    /// <summary>The resource in whose body it is written.</summary>
    public string? ParentSymbol { get; init; }

    public string Type => TypeOrPath.Split('@')[0];

    public string Version => TypeOrPath.Split('@')[^1];

    /// <summary>The object itself.</summary>
    public SyntaxNode Fields { get; } = Body.DescendantsAndSelf().FirstOrDefault(node => node.Kind == "object") ?? Body;

    public SyntaxNode? Loop { get; } = Body.Kind == "for_statement" ? Body : null;
}
