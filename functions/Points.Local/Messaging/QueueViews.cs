using Emulators.ServiceBus;

namespace Points.Local.Messaging;

internal sealed record QueuesView(IReadOnlyList<QueueView> Items);

internal sealed record QueueView(string Name, long Active, long Scheduled, long Locked, long DeadLetters)
{
    public static QueueView Of(QueueDepth depth) =>
        new(depth.Name, depth.Active, depth.Scheduled, depth.Locked, depth.DeadLetters);
}

internal sealed record SentView(string MessageId);
