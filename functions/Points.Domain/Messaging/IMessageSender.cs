namespace Points.Domain.Messaging;

/// <summary>Hands messages to queues.</summary>
public interface IMessageSender
{
    /// <summary>Once it returns, all are in the queue for good. When it throws, some may be: whoever sends again makes them arrive twice.</summary>
    /// <exception cref="StoreBusyException">The queue is full or throttles.</exception>
    /// <exception cref="StoreUnavailableException">No answer came.</exception>
    Task Send(string queue, IReadOnlyList<OutgoingMessage> messages, CancellationToken ct);

    /// <summary>Asks whether messages could be handed to a queue now; hands over none.</summary>
    /// <exception cref="StoreUnavailableException">No answer came.</exception>
    Task CheckReachable(string queue, CancellationToken ct);
}

/// <param name="MessageId">The same for the same message however often it is sent; at most 128 characters.</param>
/// <param name="Body">JSON in UTF-8.</param>
public sealed record OutgoingMessage(string MessageId, ReadOnlyMemory<byte> Body)
{
    /// <summary>Messages of one session arrive one after another, in a queue that has sessions.</summary>
    public string? SessionId { get; init; }

    /// <summary>What it belongs to, for those who follow a thing through the system.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Of the activity that caused it, as W3C writes it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Not to be delivered before; null for at once.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    public IReadOnlyDictionary<string, string> Properties { get; init; } =
        System.Collections.Immutable.ImmutableDictionary<string, string>.Empty;
}

/// <summary>The queues, as <c>infra/service-bus-entities.json</c> defines them.</summary>
public static class Queues
{
    /// <summary>Purchases and refunds as merchants post them.</summary>
    public const string MerchantEvents = "merchant-events";

    /// <summary>Flows of points between merchants, from the ledger: fanned out into lines of their accounts.</summary>
    public const string Settlement = "settlement";

    /// <summary>Wallets in which points have expired, in chunks.</summary>
    public const string WalletExpiry = "wallet-expiry";

    /// <summary>Notices to deliver, each to one member.</summary>
    public const string Notices = "notices";
}
