using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>A resource as it would be deployed; a loop makes one of each item.</summary>
/// <param name="Index">Which one of its loop, from 0.</param>
/// <param name="Condition">True where it always is.</param>
internal sealed record Resource(Scope Scope, TemplatePart Part, int Index, Value Body, Value Condition)
{
    public string Type => Part.Type;

    public bool IsAlways => Condition.AsFlag == true;

    public string File => Scope.File.Name;

    public Field? At(string path) => Body.At(path);

    public Value? Name => At("name")?.Value;

    public bool Is(string type) => !Part.IsExisting && string.Equals(Type, type, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a field is written; the resource itself where it is not.</summary>
    public SyntaxNode NodeAt(string path)
    {
        for (; path != ""; path = path.Contains('.', StringComparison.Ordinal) ? path[..path.LastIndexOf('.')] : "")
            if (At(path)?.Node is { } node)
                return node;
        return Part.Node;
    }
}
