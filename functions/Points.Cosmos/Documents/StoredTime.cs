namespace Points.Cosmos.Documents;

/// <summary>
/// Instants as whole numbers, which an index can sort. JSON numbers are exact up to 2^53. What is beyond the calendar
/// is its last second.
/// </summary>
internal static class StoredTime
{
    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Seconds since 1970, rounded up, so that nothing is due too early.</summary>
    public static long CeilingSeconds(DateTimeOffset instant) =>
        Math.Min(
            ((instant - DateTimeOffset.UnixEpoch).Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond,
            LastSecond
        );

    public static long? CeilingSeconds(DateTimeOffset? instant) => instant is { } it ? CeilingSeconds(it) : null;

    public static DateTimeOffset? FromSeconds(long? seconds) =>
        seconds is { } it ? DateTimeOffset.FromUnixTimeSeconds(Math.Min(it, LastSecond)) : null;

    /// <summary>Seconds since 1970, rounded down.</summary>
    public static long FloorSeconds(DateTimeOffset instant) => instant.ToUnixTimeSeconds();
}
