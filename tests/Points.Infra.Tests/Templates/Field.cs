using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>A named value in a map.</summary>
/// <param name="Node">The syntax node; null for a value from a JSON file or a function.</param>
/// <param name="Key">The value of the name, if the name is an expression.</param>
internal sealed record Field(string Name, Value Value, SyntaxNode? Node, Value? Key = null);
