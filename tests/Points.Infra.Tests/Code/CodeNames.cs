using System.Reflection;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Points.Cosmos;
using Points.Domain.Messaging;
using Points.Functions;
using Points.Functions.Archive;
using Points.Functions.Http;
using Points.Tests;

namespace Points.Infra.Tests.Code;

/// <summary>What the code calls the things that the templates make.</summary>
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

    /// <summary>Those whose names stand behind <c>Send(</c> in what is deployed. Merchants send to the others.</summary>
    public static ImmutableSortedSet<string> QueuesSentTo { get; } =
    [
        .. DeployedSources
            .SelectMany(file => SentTo().Matches(File.ReadAllText(file)))
            .Select(match => (string)typeof(Queues).GetField(match.Groups["queue"].Value)!.GetRawConstantValue()!),
    ];

    /// <summary>Measures and their tags, as they stand in what is deployed.</summary>
    public static ImmutableSortedSet<string> Measures { get; } =
    [
        .. DeployedSources
            .SelectMany(file => MeasureNames().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value),
    ];

    /// <summary>What is an instrument, of ours or of a library whose place we take.</summary>
    public static ImmutableSortedSet<string> Instruments { get; } =
    [
        .. DeployedSources
            .SelectMany(file => Created().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value),
    ];

    /// <summary>As <c>10.0</c>: what Directory.Build.props has the app built for.</summary>
    public static string Framework { get; } =
        typeof(PointsServices)
            .Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!
            .FrameworkName.Split("Version=v")[1];

    /// <summary>The keys of gateways, as the one-machine host calls its files.</summary>
    public static ImmutableSortedSet<string> GatewayKeys { get; } =
    [
        .. Keys()
            .Matches(File.ReadAllText(RepositoryFolder.Of("functions", "Points.Local", "Notifying", "GatewayKeys.cs")))
            .Select(match => match.Groups["name"].Value),
    ];

    /// <summary>The codes of all problems that are the app's own fault, or of what it needs.</summary>
    public static ImmutableSortedSet<string> ServerFaultCodes { get; } =
    [
        .. typeof(Problems)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => property.GetValue(null))
            .OfType<Problem>()
            .Where(problem => problem.Status >= StatusCodes.Status500InternalServerError)
            .Select(problem => problem.Code),
    ];

    /// <summary>Files of what is deployed that may take whoever is signed in for the app.</summary>
    public static ImmutableSortedSet<string> FilesWithDefaultCredential { get; } =
    [
        .. DeployedSources
            .Where(file => File.ReadAllText(file).Contains("DefaultAzureCredential(", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file)),
    ];

    public static string ArchiveContainer => BlobFiles.DefaultContainer;

    /// <summary>All things that are parts of others.</summary>
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
