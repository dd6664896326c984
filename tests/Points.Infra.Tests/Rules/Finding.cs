using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Rules;

/// <summary>A place where a rule is broken.</summary>
internal sealed record Finding(string File, int Line, string Message)
{
    public static Finding At(SyntaxNode node, string message) => new($"infra/{node.Source.File}", node.Line, message);

    public override string ToString() => $"{File}({Line}): {Message}";
}
