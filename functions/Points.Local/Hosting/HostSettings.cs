using System.Reflection;
using System.Text.Json;

namespace Points.Local.Hosting;

/// <summary>The Service Bus settings of <c>host.json</c>, the file that also configures the Functions host.</summary>
/// <param name="ConcurrentCallsMax">Parallel calls of a function that takes one message per call.</param>
/// <param name="BatchMessagesMax">Messages per call of a function that takes batches.</param>
internal sealed record HostSettings(int ConcurrentCallsMax, int BatchMessagesMax)
{
    public static HostSettings Read()
    {
        using var json = JsonDocument.Parse(Assembly.GetExecutingAssembly().GetManifestResourceStream("host.json")!);
        var serviceBus = json.RootElement.GetProperty("extensions").GetProperty("serviceBus");
        return new(
            serviceBus.GetProperty("maxConcurrentCalls").GetInt32(),
            serviceBus.GetProperty("maxMessageBatchSize").GetInt32()
        );
    }
}
