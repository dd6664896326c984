using System.Text.Json.Nodes;
using Points.Infra.Tests.Mutations;

namespace Points.Infra.Tests.Compiled;

/// <summary>Compiles the templates once for all tests, and predicts the deployment with each parameter file.</summary>
public sealed class Compilation : IAsyncLifetime
{
    public const string Dev = "main.dev.bicepparam";
    public const string Prod = "main.prod.bicepparam";

    private static readonly ImmutableArray<string> Target =
    [
        "--subscription-id",
        "00000000-0000-0000-0000-000000000001",
        "--tenant-id",
        "00000000-0000-0000-0000-000000000002",
        "--resource-group",
        "points",
        "--location",
        "eastasia",
        "--deployment-name",
        "points",
    ];

    /// <summary>
    /// Environment variables for the parameter files. They set gateways, so that all optional parts exist.
    /// </summary>
    private static readonly ImmutableDictionary<string, string> Variables = new Dictionary<string, string>
    {
        ["POINTS_SMS_GATEWAY_URL"] = "https://sms.example.com/",
        ["POINTS_PUSH_GATEWAY_URL"] = "https://push.example.com/",
    }.ToImmutableDictionary();

    private readonly TemplateCopy _copy = new();

    internal CompilerOutput Template { get; private set; } = null!;

    internal CompilerOutput Parameters { get; private set; } = null!;

    private string Folder => _copy.PathOf("infra");

    public async ValueTask InitializeAsync()
    {
        if (!Compiler.IsInstalled)
            return;
        Template = await Run("build", "main.bicep", "--stdout");
        Parameters = await Run("build-params", "--pattern", "*.bicepparam");
    }

    /// <summary>Predicts the resources of a deployment.</summary>
    internal async Task<Snapshot> Snapshot(string parameters)
    {
        var result = await Run(["snapshot", parameters, "--mode", "overwrite", .. Target]);
        Assert.True(result.ExitCode == 0, result.Errors);
        return new(
            JsonNode.Parse(
                await File.ReadAllTextAsync(
                    Path.Combine(Folder, Path.ChangeExtension(parameters, ".snapshot.json")),
                    TestContext.Current.CancellationToken
                )
            )!
        );
    }

    /// <summary>The templates that the formatter would change.</summary>
    internal async Task<IReadOnlyList<string>> Unformatted()
    {
        using var copy = new TemplateCopy();
        var before = Texts(copy);
        var result = await Compiler.Run(
            copy.PathOf("infra"),
            ["format", "--pattern", "**/*.bicep*"],
            Variables,
            TestContext.Current.CancellationToken
        );
        Assert.True(result.ExitCode == 0, result.Errors);
        return [.. Texts(copy).Where(after => before[after.Key] != after.Value).Select(after => after.Key)];
    }

    public ValueTask DisposeAsync()
    {
        _copy.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<CompilerOutput> Run(params string[] arguments) =>
        Compiler.Run(Folder, arguments, Variables, TestContext.Current.CancellationToken);

    private static Dictionary<string, string> Texts(TemplateCopy copy) =>
        Directory
            .EnumerateFiles(copy.PathOf("infra"), "*.bicep*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(copy.Root, file), File.ReadAllText);
}
