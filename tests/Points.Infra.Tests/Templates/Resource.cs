using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>A resource as it would be deployed. A loop creates one per item.</summary>
/// <param name="Index">Its position in its loop, from 0.</param>
/// <param name="Condition">The condition of its deployment; true if it is always deployed.</param>
internal sealed record Resource(Scope Scope, TemplatePart Part, int Index, Value Body, Value Condition)
{
    public string Type => Part.Type;

    public bool IsAlways => Condition.AsFlag == true;

    public string File => Scope.File.Name;

    public Field? At(string path) => Body.At(path);

    public Value? Name => At("name")?.Value;

    public bool Is(string type) => !Part.IsExisting && string.Equals(Type, type, StringComparison.OrdinalIgnoreCase);

    /// <summary>The syntax node of a field, or of the nearest existing parent; else that of the resource.</summary>
    public SyntaxNode NodeAt(string path)
    {
        for (; path != ""; path = path.Contains('.', StringComparison.Ordinal) ? path[..path.LastIndexOf('.')] : "")
            if (At(path)?.Node is { } node)
                return node;
        return Part.Node;
    }
}
