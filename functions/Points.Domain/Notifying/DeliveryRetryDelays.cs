using System.Collections.Immutable;

namespace Points.Domain.Notifying;

/// <summary>How long to wait before a channel that failed is tried again.</summary>
/// <param name="Delays">After the first failure, after the second, and so on; the last delay repeats.</param>
public sealed record DeliveryRetryDelays(ImmutableArray<TimeSpan> Delays)
{
    public static readonly DeliveryRetryDelays Default = new([TimeSpan.FromMinutes(5), TimeSpan.FromHours(2)]);

    public TimeSpan AfterFailures(int failures) => Delays[Math.Clamp(failures, 1, Delays.Length) - 1];
}
