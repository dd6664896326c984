using System.Text.Json.Nodes;
using Points.Infra.Tests.Code;
using Points.Infra.Tests.Parsing;
using Points.Infra.Tests.Rules;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Mutations;

/// <summary>Every rule can fail: each mutation of the templates breaks exactly one rule, which reports it.</summary>
public sealed class MutationTests(Parser parser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> All =>
        [.. MutationCatalog.All.Select(each => new TheoryDataRow<string>(each.Name) { TestDisplayName = each.Name })];

    public static TheoryData<string> Containers => [.. CodeNames.Containers];

    public static TheoryData<string> Queues => [.. CodeNames.Queues];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_mutation_breaks_one_rule(string name)
    {
        var mutation = MutationCatalog.All.Single(each => each.Name == name);
        using var copy = new TemplateCopy();
        mutation.Apply(copy);

        await OnlyBroken(copy, mutation.BrokenRule, mutation.ExpectedMessage);
    }

    [Theory]
    [MemberData(nameof(Containers))]
    public async Task A_missing_container_is_reported(string name)
    {
        using var copy = new TemplateCopy();
        Remove(copy, "infra/cosmos-containers.json", "containers", name);

        await OnlyBroken(copy, "The_list_of_containers_matches_the_code", $"'{name}' is missing");
    }

    [Theory]
    [MemberData(nameof(Queues))]
    public async Task A_missing_queue_is_reported(string name)
    {
        using var copy = new TemplateCopy();
        Remove(copy, "infra/service-bus-entities.json", "queues", name);

        await OnlyBroken(copy, "The_list_of_queues_matches_the_code", $"'{name}' is missing");
    }

    [Fact]
    public async Task A_missing_role_of_the_app_is_reported()
    {
        var templates = await TemplateFolder.Read(parser, Ct);
        var assignments = AccessRules.AppAssignments(templates).DistinctBy(resource => resource.Part).ToList();

        Assert.NotEmpty(assignments);
        foreach (var assignment in assignments)
        {
            using var copy = new TemplateCopy();
            copy.Replace($"infra/{assignment.File}", assignment.Part.Node.Text, "");
            await OnlyBroken(copy, "The_app_has_every_role_that_its_code_needs", "its identity has no role");
        }
    }

    [Fact]
    public void Every_rule_is_broken_by_a_mutation()
    {
        Assert.Empty(RuleCatalog.All.Keys.Except(MutationCatalog.All.Select(each => each.BrokenRule)));
    }

    [Fact]
    public void Every_property_of_the_table_is_broken_by_a_mutation()
    {
        Assert.All(
            PropertyRules.Table,
            row =>
                Assert.Contains(
                    MutationCatalog.All,
                    each =>
                        each.BrokenRule == PropertyRules.Name
                        && each.ExpectedMessage.StartsWith($"{row.Path} of ", StringComparison.Ordinal)
                        && each.ExpectedMessage.Contains($"({row.Type})", StringComparison.Ordinal)
                )
        );
    }

    private async Task OnlyBroken(TemplateCopy copy, string rule, string message)
    {
        var violations = RuleCatalog.FindViolations(await copy.Read(parser, Ct));

        var broken = Assert.Single(violations);
        Assert.Equal(rule, broken.Key);
        Assert.Contains(broken.Value, finding => finding.ToString().Contains(message, StringComparison.Ordinal));
        Assert.All(broken.Value, finding => Assert.True(finding.Line > 0 && finding.File.Length > 0));
    }

    private static void Remove(TemplateCopy copy, string file, string list, string name)
    {
        var json = JsonNode.Parse(File.ReadAllText(copy.PathOf(file)))!;
        Assert.Equal(1, json[list]!.AsArray().RemoveAll(item => (string)item!["name"]! == name));
        File.WriteAllText(copy.PathOf(file), json.ToJsonString());
    }
}
