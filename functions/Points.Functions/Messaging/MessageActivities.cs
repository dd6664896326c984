using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace Points.Functions.Messaging;

/// <summary>The activities of messages that are handled in one batch, each in the trace of its message.</summary>
internal sealed class MessageActivities : IDisposable
{
    private readonly Dictionary<ServiceBusReceivedMessage, Activity> _activities = [];

    public MessageActivities(IEnumerable<ServiceBusReceivedMessage> messages, string queue)
    {
        var outer = Activity.Current;
        foreach (var message in messages)
        {
            if (message.StartProcessActivity(queue) is { } activity)
                _activities.Add(message, activity);
            // The activities are siblings: none is the parent of another, or of work for the whole batch.
            Activity.Current = outer;
        }
    }

    /// <summary>The activity of a message; null if nothing listens for activities.</summary>
    public Activity? this[ServiceBusReceivedMessage message] => _activities.GetValueOrDefault(message);

    public void Dispose()
    {
        var outer = Activity.Current;
        foreach (var activity in _activities.Values)
            activity.Dispose();
        Activity.Current = outer;
    }
}
