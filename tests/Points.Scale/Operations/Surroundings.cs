using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Files;
using Points.Domain.Messaging;
using Points.Domain.Notifying;
using Points.Domain.Programmes;

namespace Points.Scale.Operations;

/// <summary>Business time that stands still.</summary>
internal sealed class FixedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>Keeps the messages that the app sends.</summary>
internal sealed class KeptMessages : IMessageSender
{
    private readonly ConcurrentQueue<(string Queue, OutgoingMessage Message)> _sent = [];

    public Task Send(string queue, IReadOnlyList<OutgoingMessage> messages, CancellationToken ct)
    {
        foreach (var message in messages)
            _sent.Enqueue((queue, message));
        return Task.CompletedTask;
    }

    public Task CheckReachable(string queue, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Returns the messages of a queue as a function receives them, and forgets all messages.</summary>
    public ServiceBusReceivedMessage[] Take(string queue)
    {
        var taken = _sent.ToArray();
        _sent.Clear();
        return
        [
            .. taken
                .Where(it => it.Queue == queue)
                .Select(it =>
                    ServiceBusModelFactory.ServiceBusReceivedMessage(
                        body: BinaryData.FromBytes(it.Message.Body),
                        messageId: it.Message.MessageId,
                        properties: it.Message.Properties.ToDictionary(
                            property => property.Key,
                            property => (object)property.Value
                        )
                    )
                ),
        ];
    }
}

/// <summary>Completes every message.</summary>
internal sealed class CompletingActions : ServiceBusMessageActions
{
    public override Task CompleteMessageAsync(
        ServiceBusReceivedMessage message,
        CancellationToken cancellationToken = default
    ) => Task.CompletedTask;
}

/// <summary>Accepts every notice.</summary>
internal sealed class AcceptingNotifier : INotifier
{
    public bool IsSetUp(NoticeChannel channel) => true;

    public Task<string?> Send(NoticeChannel channel, OutgoingNotice notice, CancellationToken ct) =>
        Task.FromResult<string?>(null);
}

/// <summary>Accepts every file and keeps none: files are no requests to the database.</summary>
internal sealed class ForgottenFiles : IWriteOnceFiles
{
    public Task<bool> Write(string name, string contentType, Stream content, CancellationToken ct) =>
        Task.FromResult(true);

    public Task<Stream?> Read(string name, CancellationToken ct) => Task.FromResult<Stream?>(null);

    public IAsyncEnumerable<string> List(string folder, string? after, CancellationToken ct) =>
        AsyncEnumerable.Empty<string>();
}
