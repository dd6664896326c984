namespace Points.Domain;

/// <summary>Instants as whole numbers that lists are sorted by. They are small enough to be exact in JSON.</summary>
public static class Microseconds
{
    /// <summary>Whole microseconds from 1970-01-01 UTC to the instant.</summary>
    public static long Since1970(DateTimeOffset instant) =>
        (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
