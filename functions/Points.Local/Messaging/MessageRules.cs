using Points.Domain.Messaging;

namespace Points.Local.Messaging;

/// <summary>What a message may be, as in Azure Service Bus's standard tier.</summary>
public static class MessageRules
{
    public const int BodyBytesMax = 256 * 1024;
    public const int IdLengthMax = 128;

    internal static void Check(QueueDefinition queue, OutgoingMessage message)
    {
        if (!IsValidId(message.MessageId))
            throw new ArgumentException($"A message needs an id of 1 to {IdLengthMax} characters.", nameof(message));
        if (message.SessionId is { } session && !IsValidId(session))
            throw new ArgumentException($"A session id has 1 to {IdLengthMax} characters.", nameof(message));
        if (queue.RequiresSession && message.SessionId is null)
            throw new ArgumentException($"The queue {queue.Name} takes only messages of a session.", nameof(message));
        if (message.Body.Length > BodyBytesMax)
            throw new ArgumentException(
                $"The body of message {message.MessageId} has {message.Body.Length} bytes; at most {BodyBytesMax} are taken.",
                nameof(message)
            );
    }

    internal static bool IsValidId(string? text) => text is { Length: > 0 and <= IdLengthMax };
}
