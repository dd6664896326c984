namespace Points.Cosmos.Documents;

/// <summary>Instants as numbers that an index can put in order: JSON's numbers hold whole ones up to 2^53.</summary>
internal static class StoredTime
{
    /// <summary>Whole seconds since 1970, a begun one counted: what is due then is due.</summary>
    public static long CeilingSeconds(DateTimeOffset instant) =>
        ((instant - DateTimeOffset.UnixEpoch).Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;

    public static long? CeilingSeconds(DateTimeOffset? instant) => instant is { } it ? CeilingSeconds(it) : null;

    public static DateTimeOffset? FromSeconds(long? seconds) =>
        seconds is { } it ? DateTimeOffset.FromUnixTimeSeconds(it) : null;

    /// <summary>Whole seconds since 1970 that have passed.</summary>
    public static long FloorSeconds(DateTimeOffset instant) => instant.ToUnixTimeSeconds();
}
