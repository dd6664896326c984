using System.Collections.Immutable;

namespace Emulators.ServiceBus;

/// <summary>A message to send to a queue.</summary>
/// <param name="MessageId">
/// The sender's id; at most 128 characters. A queue that detects duplicates stores one message for each id.
/// </param>
/// <param name="Body">At most 256 KiB.</param>
public sealed record NewMessage(string MessageId, ReadOnlyMemory<byte> Body)
{
    /// <summary>In a queue with sessions, the messages of one session arrive one after another.</summary>
    public string? SessionId { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>The earliest time of delivery; null for immediate delivery.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    public IReadOnlyDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;
}
