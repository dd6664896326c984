namespace Points.Local.Messaging;

/// <summary>What a queue takes. Those who need more than the machine's memory and disk should hear of it early.</summary>
internal sealed record BusLimits
{
    public static readonly BusLimits Default = new();

    /// <summary>Messages in one queue, dead letters and scheduled ones included.</summary>
    public long MessagesMax { get; init; } = 5_000_000;

    public long BytesMax { get; init; } = 1L << 30;

    /// <summary>Messages of one queue under lock at a time: their locks are in memory.</summary>
    public int LockedMax { get; init; } = 65_536;

    /// <summary>Messages that wait in memory to be received; more wait on disk.</summary>
    public int ReadyMax { get; init; } = 16_384;

    public int ReadyBytesMax { get; init; } = 16 * 1024 * 1024;
}
