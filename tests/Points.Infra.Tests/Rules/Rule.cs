using Points.Infra.Tests.Parsing;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>Something that the templates must do, or must not.</summary>
/// <param name="Name">A sentence, with underscores.</param>
internal sealed record Rule(string Name, Func<TemplateFolder, IEnumerable<Finding>> Check);

/// <summary>Where a rule is broken, and how.</summary>
internal sealed record Finding(string File, int Line, string Message)
{
    public static Finding At(SyntaxNode node, string what) => new($"infra/{node.Source.File}", node.Line, what);

    public override string ToString() => $"{File}({Line}): {Message}";
}
