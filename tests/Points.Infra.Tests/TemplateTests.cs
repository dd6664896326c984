using Points.Infra.Tests.Parsing;
using Points.Infra.Tests.Rules;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests;

/// <summary>Checks the templates in infra against the code and against the rules of this repository.</summary>
public sealed class TemplateTests(Parser parser)
{
    public static TheoryData<string> Rules =>
        [.. RuleCatalog.All.Keys.Select(name => new TheoryDataRow<string>(name) { TestDisplayName = name })];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Templates_follow_the_rule(string rule)
    {
        var folder = await TemplateFolder.Read(parser, TestContext.Current.CancellationToken);

        Assert.Empty(RuleCatalog.All[rule].Check(folder).Distinct());
    }
}
