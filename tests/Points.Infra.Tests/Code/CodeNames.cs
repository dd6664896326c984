using System.Reflection;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Points.Cosmos;
using Points.Domain.Messaging;
using Points.Functions;
using Points.Functions.Archive;
using Points.Functions.Http;
using Points.Functions.Settings;
using Points.Tests;

namespace Points.Infra.Tests.Code;

/// <summary>The names that the code uses for databases, queues, metrics and other things in the templates.</summary>
internal static partial class CodeNames
{
    public static string Database => CosmosContainers.Database;

    public static ImmutableSortedSet<string> Containers { get; } =
    [
        .. Constants(typeof(CosmosContainers)).Where(name => name != Database),
        .. Triggers
            .CosmosTriggers.SelectMany(trigger => new[] { trigger.ContainerName, trigger.LeaseContainerName })
            .OfType<string>(),
    ];

    public static ImmutableSortedSet<string> Databases { get; } =
    [
        Database,
        .. Triggers
            .CosmosTriggers.SelectMany(trigger => new[] { trigger.DatabaseName, trigger.LeaseDatabaseName })
            .OfType<string>(),
    ];

    public static ImmutableSortedSet<string> Queues { get; } =
    [
        .. Constants(typeof(Queues)),
        .. Triggers.ServiceBusTriggers.Select(trigger => trigger.QueueName).OfType<string>(),
    ];

    /// <summary>
    /// The queues in <c>Send(Queues.…</c> of the deployed sources. Merchants send to the other queues.
    /// </summary>
    public static ImmutableSortedSet<string> QueuesSentTo { get; } =
    [
        .. DeployedSources
            .SelectMany(file => SentTo().Matches(File.ReadAllText(file)))
            .Select(match => (string)typeof(Queues).GetField(match.Groups["queue"].Value)!.GetRawConstantValue()!),
    ];

    /// <summary>The names of metrics and tags in the deployed sources.</summary>
    public static ImmutableSortedSet<string> Measures { get; } =
    [
        .. DeployedSources
            .SelectMany(file => MeasureNames().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value),
    ];

    /// <summary>The names of the instruments that the deployed sources create.</summary>
    public static ImmutableSortedSet<string> Instruments { get; } =
    [
        .. DeployedSources
            .SelectMany(file => Created().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value),
    ];

    /// <summary>The target framework of Directory.Build.props, such as <c>10.0</c>.</summary>
    public static string Framework { get; } =
        typeof(PointsServices)
            .Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!
            .FrameworkName.Split("Version=v")[1];

    /// <summary>The file names of the gateways' keys on the one-machine host.</summary>
    public static ImmutableSortedSet<string> GatewayKeys { get; } =
    [
        .. Keys()
            .Matches(File.ReadAllText(RepositoryFolder.Of("functions", "Points.Local", "Notifying", "GatewayKeys.cs")))
            .Select(match => match.Groups["name"].Value),
    ];

    /// <summary>The app's own keys: the setting, and the name of the secret that it refers to.</summary>
    public static ImmutableArray<(string Setting, string Secret)> OwnKeys { get; } =
    [
        ($"{KeysOptions.Section}__{nameof(KeysOptions.Signing)}", KeysOptions.SigningSecret),
        ($"{KeysOptions.Section}__{nameof(KeysOptions.Integrity)}", KeysOptions.IntegritySecret),
    ];

    /// <summary>The codes of all problems with a status of 500 or more.</summary>
    public static ImmutableSortedSet<string> ServerFaultCodes { get; } =
    [
        .. typeof(Problems)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => property.GetValue(null))
            .OfType<Problem>()
            .Where(problem => problem.Status >= StatusCodes.Status500InternalServerError)
            .Select(problem => problem.Code),
    ];

    /// <summary>The deployed source files that use <c>DefaultAzureCredential</c>.</summary>
    public static ImmutableSortedSet<string> FilesWithDefaultCredential { get; } =
    [
        .. DeployedSources
            .Where(file => File.ReadAllText(file).Contains("DefaultAzureCredential(", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file)),
    ];

    public static string ArchiveContainer => BlobFiles.DefaultContainer;

    /// <summary>The names of all child resources: containers, databases and queues.</summary>
    public static ImmutableSortedSet<string> Parts { get; } =
    [.. Containers, .. Databases, .. Queues, ArchiveContainer];

    private static IEnumerable<string> DeployedSources =>
        new[] { "Points.Domain", "Points.Cosmos", "Points.Functions" }.SelectMany(project =>
            Directory.EnumerateFiles(RepositoryFolder.Of("functions", project), "*.cs", SearchOption.AllDirectories)
        );

    [GeneratedRegex(@"\bSend\(\s*Queues\.(?<queue>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SentTo();

    [GeneratedRegex("\"(?<name>points\\.[a-z.]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex MeasureNames();

    [GeneratedRegex(
        "\\.Create(Observable)?(Counter|UpDownCounter|Gauge|Histogram)(<\\w+>)?\\(\\s*\"(?<name>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Created();

    [GeneratedRegex("\"(?<name>[a-z]+-gateway-key)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Keys();

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!);
}
