namespace Emulators.ServiceBus;

/// <summary>
/// How much a queue takes. A sender that would exceed it is refused, long before the machine's memory or disk is full.
/// </summary>
internal sealed record BusLimits
{
    public static readonly BusLimits Default = new();

    /// <summary>Messages in one queue, with dead letters and scheduled messages.</summary>
    public long MessagesMax { get; init; } = 5_000_000;

    /// <summary>Bytes of all messages in one queue.</summary>
    public long BytesMax { get; init; } = 1L << 30;

    /// <summary>Messages of one queue that are locked at a time: locks are in memory.</summary>
    public int LockedMax { get; init; } = 65_536;

    /// <summary>Messages of one queue that are buffered in memory; more stay on disk.</summary>
    public int ReadyMax { get; init; } = 16_384;

    /// <summary>Bytes of the buffered messages of one queue.</summary>
    public int ReadyBytesMax { get; init; } = 16 * 1024 * 1024;
}
