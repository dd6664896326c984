namespace Points.Cosmos.Documents;

/// <summary>Instants as whole numbers, which an index can sort. JSON numbers are exact up to 2^53.</summary>
internal static class StoredTime
{
    /// <summary>Seconds since 1970, rounded up, so that nothing is due too early.</summary>
    public static long CeilingSeconds(DateTimeOffset instant) =>
        ((instant - DateTimeOffset.UnixEpoch).Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;

    public static long? CeilingSeconds(DateTimeOffset? instant) => instant is { } it ? CeilingSeconds(it) : null;

    public static DateTimeOffset? FromSeconds(long? seconds) =>
        seconds is { } it ? DateTimeOffset.FromUnixTimeSeconds(it) : null;

    /// <summary>Seconds since 1970, rounded down.</summary>
    public static long FloorSeconds(DateTimeOffset instant) => instant.ToUnixTimeSeconds();
}
