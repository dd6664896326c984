using System.Reflection;
using System.Text.Json;

namespace Points.Local.Hosting;

/// <summary>What <c>host.json</c> says about messages: the same file configures the Functions host.</summary>
/// <param name="ConcurrentCallsMax">Of a function that takes one message at a time.</param>
/// <param name="BatchMessagesMax">Messages in one call of a function that takes many.</param>
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
