using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>A resource or a module.</summary>
/// <param name="TypeOrPath">The type of a resource with its version, or the path of a module.</param>
/// <param name="Body">An object, or a loop or a condition that contains one.</param>
internal sealed record TemplatePart(string Symbol, SyntaxNode Node, string TypeOrPath, bool IsExisting, SyntaxNode Body)
{
    /// <summary>The symbol of the resource that contains this one; null if none does.</summary>
    public string? ParentSymbol { get; init; }

    public string Type => TypeOrPath.Split('@')[0];

    public string Version => TypeOrPath.Split('@')[^1];

    /// <summary>The object in the body.</summary>
    public SyntaxNode Fields { get; } = Body.DescendantsAndSelf().FirstOrDefault(node => node.Kind == "object") ?? Body;

    public SyntaxNode? Loop { get; } = Body.Kind == "for_statement" ? Body : null;

    /// <summary>The list that the loop runs over. It follows the loop variable.</summary>
    public SyntaxNode? LoopSource => Loop?.NamedChildren.ElementAt(1);
}
