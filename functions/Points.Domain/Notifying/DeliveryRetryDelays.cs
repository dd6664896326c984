using System.Collections.Immutable;

namespace Points.Domain.Notifying;

/// <summary>How long a channel that failed is left alone before it is tried again.</summary>
/// <param name="Delays">After the first failure, after the second; the last of them after any other.</param>
public sealed record DeliveryRetryDelays(ImmutableArray<TimeSpan> Delays)
{
    public static readonly DeliveryRetryDelays Default = new([TimeSpan.FromMinutes(5), TimeSpan.FromHours(2)]);

    public TimeSpan AfterFailures(int failures) => Delays[Math.Clamp(failures, 1, Delays.Length) - 1];
}
