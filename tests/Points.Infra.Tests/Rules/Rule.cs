using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>A rule for the templates.</summary>
/// <param name="Name">A sentence with underscores.</param>
internal sealed record Rule(string Name, Func<TemplateFolder, IEnumerable<Finding>> Check);
