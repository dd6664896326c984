using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Infra.Tests.Code;
using Points.Infra.Tests.Mutations;
using Points.Tests;

namespace Points.Infra.Tests.Compiled;

/// <summary>Checks the templates with the Bicep compiler.</summary>
public sealed class CompiledTests : IClassFixture<Compilation>
{
    private readonly Compilation _compilation;

    public CompiledTests(Compilation compilation)
    {
        Assert.SkipUnless(Compiler.IsInstalled, "There is no Bicep compiler for this system.");
        _compilation = compilation;
    }

    [Fact]
    public void Templates_compile_without_a_warning()
    {
        Assert.Equal("", _compilation.Template.Errors);
        Assert.Equal(0, _compilation.Template.ExitCode);
    }

    [Fact]
    public void Parameter_files_compile_without_a_warning()
    {
        Assert.Equal("", _compilation.Parameters.Errors);
        Assert.Equal(0, _compilation.Parameters.ExitCode);
    }

    [Fact]
    public async Task Templates_are_formatted()
    {
        Assert.Empty(await _compilation.Unformatted());
    }

    [Fact]
    public async Task An_error_that_only_the_compiler_finds_is_reported()
    {
        using var copy = new TemplateCopy();
        copy.Replace("infra/modules/cosmos.bicep", "disableLocalAuth: true", "disableLocalAuth: 'yes'");

        var result = await Compiler.Run(
            copy.PathOf("infra"),
            ["build", "modules/cosmos.bicep", "--stdout"],
            ImmutableDictionary<string, string>.Empty,
            TestContext.Current.CancellationToken
        );

        Assert.Contains("BCP036", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void No_output_has_a_secret()
    {
        var outputs = JsonNode.Parse(_compilation.Template.Output)!["outputs"]!.AsObject();

        Assert.NotEmpty(outputs);
        Assert.All(
            outputs,
            output =>
                Assert.DoesNotContain(
                    "secure",
                    Snapshot.Text(output.Value!, "type"),
                    StringComparison.OrdinalIgnoreCase
                )
        );
        Assert.DoesNotContain("listKeys", _compilation.Template.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(Compilation.Dev)]
    [InlineData(Compilation.Prod)]
    public async Task A_deployment_creates_what_the_code_uses(string parameters)
    {
        var snapshot = await _compilation.Snapshot(parameters);

        SameContainers(snapshot);
        SameQueues(snapshot);
        SameSettings(snapshot);
        SameRoles(snapshot);
    }

    private static void SameContainers(Snapshot snapshot)
    {
        var created = snapshot
            .ResourcesOf("Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers")
            .Select(each => each["properties"]!["resource"]!)
            .ToDictionary(
                each => Snapshot.Text(each, "id"),
                each =>
                    (
                        Keys: each["partitionKey"]!["paths"]!.ToJsonString(),
                        Index: each["indexingPolicy"]!.ToJsonString()
                    )
            );

        Assert.Equal(CodeNames.Containers.ToArray(), created.Keys.Order());
        foreach (var container in List("cosmos-containers.json", "containers"))
            Assert.Equal(
                (
                    JsonSerializer.Serialize(new[] { Snapshot.Text(container, "partitionKey") }),
                    container["indexingPolicy"]!.ToJsonString()
                ),
                created[Snapshot.Text(container, "name")]
            );
    }

    private static void SameQueues(Snapshot snapshot)
    {
        var created = snapshot
            .ResourcesOf("Microsoft.ServiceBus/namespaces/queues")
            .ToDictionary(each => Snapshot.Text(each, "name").Split('/')[^1], each => each["properties"]!);

        Assert.Equal(CodeNames.Queues.ToArray(), created.Keys.Order());
        foreach (var queue in List("service-bus-entities.json", "queues"))
        foreach (var (name, value) in queue.AsObject().Where(field => field.Key != "name"))
            Assert.Equal(value!.ToJsonString(), created[Snapshot.Text(queue, "name")][name]?.ToJsonString());
    }

    private static void SameSettings(Snapshot snapshot)
    {
        var given = snapshot.Settings;
        var wanted = KnownSettings
            .All.Values.Where(each => each.RequiredIn.HasFlag(SettingLocation.Cloud))
            .Select(each => each.Name);

        // A gateway that is not configured has no key.
        Assert.All(
            wanted,
            name => Assert.True(given.ContainsKey(name) || IsOfNoGateway(name, given), $"{name} is not set")
        );
        Assert.All(
            given.Keys,
            name =>
                Assert.True(
                    KnownSettings.All.TryGetValue(name, out var known)
                        && (known.RequiredIn | known.AllowedIn).HasFlag(SettingLocation.Cloud),
                    $"nothing reads {name}"
                )
        );
    }

    private static bool IsOfNoGateway(string name, ImmutableDictionary<string, string> given) =>
        name.EndsWith("__SigningKey", StringComparison.Ordinal)
        && given.GetValueOrDefault(name.Replace("__SigningKey", "__Url", StringComparison.Ordinal)) == "";

    private static void SameRoles(Snapshot snapshot)
    {
        var client = Snapshot.ResourceIn(snapshot.Settings["AZURE_CLIENT_ID"]);
        var app = snapshot
            .Roles.Where(each => Snapshot.ResourceIn(each.To) == client)
            .Select(each => (each.On, each.Role))
            .ToHashSet();
        var needed = RequiredRoles
            .All.Where(need => snapshot.Settings.ContainsKey(need.Setting))
            .Select(need => (On: Snapshot.ResourceIn(snapshot.Settings[need.Setting]), need.Part, need.Role))
            .Distinct()
            .ToList();

        Assert.NotEqual("", client);
        Assert.All(needed, need => Assert.Contains(app, has => IsFor(has, need)));
        // The role for a gateway's key exists even before the gateway is configured.
        var later = RequiredRoles
            .All.Where(need => !snapshot.Settings.ContainsKey(need.Setting))
            .Select(need => need.Role.Id)
            .ToHashSet();
        Assert.All(
            app,
            has =>
                Assert.True(later.Contains(has.Role) || needed.Exists(need => IsFor(has, need)), $"nothing needs {has}")
        );
    }

    private static bool IsFor((string On, string Role) has, (string On, string? Part, Role Role) need) =>
        has.Role == need.Role.Id
        && (
            has.On == need.On
            || (
                has.On.StartsWith(need.On + "/", StringComparison.Ordinal)
                && has.On.EndsWith($"/{need.Part}", StringComparison.Ordinal)
            )
        );

    private static IEnumerable<JsonNode> List(string file, string name) =>
        JsonNode.Parse(File.ReadAllText(RepositoryFolder.Of("infra", file)))![name]!.AsArray().OfType<JsonNode>();
}
