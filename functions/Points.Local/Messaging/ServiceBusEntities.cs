using System.Reflection;
using System.Text.Json;
using System.Xml;
using Emulators.ServiceBus;

namespace Points.Local.Messaging;

/// <summary>The queues of <c>infra/service-bus-entities.json</c>, which also defines them in Azure.</summary>
internal static class ServiceBusEntities
{
    /// <summary>The file's name as a resource of this assembly.</summary>
    private const string Resource = "service-bus-entities.json";

    public static IReadOnlyList<QueueDefinition> Read()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        return Parse(file);
    }

    public static IReadOnlyList<QueueDefinition> Parse(Stream json)
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
            DuplicateDetectionHistory =
                Duration(queue, "duplicateDetectionHistoryTimeWindow")
                ?? QueueDefinition.DuplicateDetectionHistoryDefault,
        };

    private static bool IsTrue(JsonElement queue, string name) =>
        queue.TryGetProperty(name, out var value) && value.GetBoolean();

    private static TimeSpan? Duration(JsonElement queue, string name) =>
        queue.TryGetProperty(name, out var value) ? XmlConvert.ToTimeSpan(value.GetString()!) : null;
}
