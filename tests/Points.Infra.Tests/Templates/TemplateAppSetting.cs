using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>An app setting of the deployed app.</summary>
/// <param name="Node">The syntax node of the setting, or else of the settings resource.</param>
/// <param name="IsAlways">False if a condition may leave it out.</param>
internal sealed record TemplateAppSetting(string Name, Value Value, SyntaxNode Node, bool IsAlways);
