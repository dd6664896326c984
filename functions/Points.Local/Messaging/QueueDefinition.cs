using System.Reflection;
using System.Text.Json;
using System.Xml;

namespace Points.Local.Messaging;

/// <summary>A queue's settings, read from the file that also defines the queues in Azure.</summary>
/// <param name="Name">The queue's name.</param>
/// <param name="LockDuration">How long a receiver may keep a message without renewing its lock.</param>
/// <param name="MaxDeliveryCount">
/// After this many deliveries without completion, a message becomes a dead letter.
/// </param>
public sealed record QueueDefinition(string Name, TimeSpan LockDuration, int MaxDeliveryCount)
{
    /// <summary>The name of <c>infra/service-bus-entities.json</c> as a resource of this assembly.</summary>
    private const string Resource = "service-bus-entities.json";
    private static readonly TimeSpan HistoryDefault = TimeSpan.FromMinutes(10);

    public bool RequiresSession { get; init; }

    public bool RequiresDuplicateDetection { get; init; }

    /// <summary>How long message ids are remembered, when duplicates are detected.</summary>
    public TimeSpan DuplicateDetectionHistory { get; init; } = HistoryDefault;

    /// <summary>Reads the queues of <c>infra/service-bus-entities.json</c>.</summary>
    public static IReadOnlyList<QueueDefinition> ReadAll()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        return Parse(file);
    }

    internal static IReadOnlyList<QueueDefinition> Parse(Stream json)
    {
        using var entities = JsonDocument.Parse(json);
        return [.. entities.RootElement.GetProperty("queues").EnumerateArray().Select(Read)];
    }

    private static QueueDefinition Read(JsonElement queue) =>
        new(
            queue.GetProperty("name").GetString()!,
            Duration(queue, "lockDuration") ?? TimeSpan.FromMinutes(1),
            queue.GetProperty("maxDeliveryCount").GetInt32()
        )
        {
            RequiresSession = IsTrue(queue, "requiresSession"),
            RequiresDuplicateDetection = IsTrue(queue, "requiresDuplicateDetection"),
            DuplicateDetectionHistory = Duration(queue, "duplicateDetectionHistoryTimeWindow") ?? HistoryDefault,
        };

    private static bool IsTrue(JsonElement queue, string name) =>
        queue.TryGetProperty(name, out var value) && value.GetBoolean();

    private static TimeSpan? Duration(JsonElement queue, string name) =>
        queue.TryGetProperty(name, out var value) ? XmlConvert.ToTimeSpan(value.GetString()!) : null;
}
