using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>What a line like <c>param name string = 'x'</c> declares.</summary>
/// <param name="At">The whole declaration.</param>
/// <param name="Value">A parameter's default, a variable's or an output's value; null where there is none.</param>
internal sealed record Declaration(string Name, Node At, ImmutableArray<Node> Decorators, string Type, Node? Value)
{
    public string? Description => Argument("description")?.Literal;

    public bool IsSecure => Decorators.Any(decorator => NameOf(decorator) == "secure");

    private Node? Argument(string decorator) =>
        Decorators.FirstOrDefault(each => NameOf(each) == decorator)?.First("arguments")?.Named.FirstOrDefault();

    private static string NameOf(Node decorator) => decorator.Children[0].Text.Split('.')[^1];
}

/// <summary>A resource or a module.</summary>
/// <param name="What">A resource's type with its version, a module's path.</param>
/// <param name="Body">One object, or a loop or a condition with one in it.</param>
internal sealed record Part(string Symbol, Node At, string What, bool IsExisting, Node Body)
{
    /// <summary>The resource in whose body it is written.</summary>
    public string? Within { get; init; }

    public string Type => What.Split('@')[0];

    public string Version => What.Split('@')[^1];

    /// <summary>The object itself.</summary>
    public Node Fields { get; } = Body.All().FirstOrDefault(node => node.Kind == "object") ?? Body;

    public Node? Loop { get; } = Body.Kind == "for_statement" ? Body : null;
}
