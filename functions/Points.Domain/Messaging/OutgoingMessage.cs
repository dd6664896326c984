using System.Collections.Immutable;

namespace Points.Domain.Messaging;

/// <summary>A message to send to a queue.</summary>
/// <param name="MessageId">Stays the same however often the message is sent; at most 128 characters.</param>
/// <param name="Body">JSON in UTF-8.</param>
public sealed record OutgoingMessage(string MessageId, ReadOnlyMemory<byte> Body)
{
    /// <summary>In a queue with sessions, the messages of one session arrive one after another.</summary>
    public string? SessionId { get; init; }

    /// <summary>Identifies what the message belongs to, so that operators can follow it through the system.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The W3C trace parent of the activity that caused the message.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The earliest time of delivery; null for immediate delivery.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    public IReadOnlyDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;
}
