using System.Text.Json.Nodes;
using Points.Infra.Tests.Mutations;

namespace Points.Infra.Tests.Compiled;

/// <summary>The templates, compiled once for all tests, and what they would make with each file of parameters.</summary>
public sealed class Compilation : IAsyncLifetime
{
    public const string Dev = "main.dev.bicepparam";
    public const string Prod = "main.prod.bicepparam";

    private static readonly ImmutableArray<string> Where =
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

    /// <summary>For the files of parameters that read them: with gateways, so that all there may be is there.</summary>
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

    /// <summary>What a deployment would make, with everything that can be known before it.</summary>
    internal async Task<Snapshot> Snapshot(string parameters)
    {
        var said = await Run(["snapshot", parameters, "--mode", "overwrite", .. Where]);
        Assert.True(said.ExitCode == 0, said.Errors);
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
        var said = await Compiler.Run(
            copy.PathOf("infra"),
            ["format", "--pattern", "**/*.bicep*"],
            Variables,
            TestContext.Current.CancellationToken
        );
        Assert.True(said.ExitCode == 0, said.Errors);
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
