namespace Emulators.ServiceBus;

/// <summary>The limits of a message, those of the standard tier of Azure Service Bus.</summary>
public static class MessageRules
{
    public const int BodyBytesMax = 256 * 1024;
    public const int IdLengthMax = 128;

    /// <exception cref="ArgumentException">The queue does not take the message.</exception>
    internal static void Check(QueueDefinition queue, NewMessage message)
    {
        if (!IsValidId(message.MessageId))
            throw new ArgumentException($"A message needs an id of 1 to {IdLengthMax} characters.", nameof(message));
        if (message.SessionId is { } session && !IsValidId(session))
            throw new ArgumentException($"A session id has 1 to {IdLengthMax} characters.", nameof(message));
        if (queue.RequiresSession && message.SessionId is null)
            throw new ArgumentException($"Messages to the queue {queue.Name} need a session id.", nameof(message));
        if (message.Body.Length > BodyBytesMax)
            throw new ArgumentException(
                $"Message {message.MessageId} has a body of {message.Body.Length} bytes; the limit is {BodyBytesMax}.",
                nameof(message)
            );
    }

    /// <summary>Whether a text can be the id of a message or of a session.</summary>
    public static bool IsValidId(string? text) => text is { Length: > 0 and <= IdLengthMax };
}
