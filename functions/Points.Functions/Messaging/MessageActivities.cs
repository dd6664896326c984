using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace Points.Functions.Messaging;

/// <summary>The handling of messages that are handled together, each in the trace that it is of.</summary>
internal sealed class MessageActivities : IDisposable
{
    private readonly Dictionary<ServiceBusReceivedMessage, Activity> _spans = [];

    public MessageActivities(IEnumerable<ServiceBusReceivedMessage> messages, string queue)
    {
        var outside = Activity.Current;
        foreach (var message in messages)
        {
            if (message.StartProcessActivity(queue) is { } span)
                _spans.Add(message, span);
            // They stand beside each other, and what is done for all of them is done within none.
            Activity.Current = outside;
        }
    }

    /// <summary>The span of a message; null where nobody follows it.</summary>
    public Activity? this[ServiceBusReceivedMessage message] => _spans.GetValueOrDefault(message);

    public void Dispose()
    {
        var outside = Activity.Current;
        foreach (var span in _spans.Values)
            span.Dispose();
        Activity.Current = outside;
    }
}
