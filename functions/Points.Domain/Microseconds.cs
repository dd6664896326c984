namespace Points.Domain;

/// <summary>Instants as numbers by which things are listed: whole ones, and small enough to be exact in JSON.</summary>
public static class Microseconds
{
    /// <summary>Those that have passed since 1970.</summary>
    public static long Since1970(DateTimeOffset instant) =>
        (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
