using System.Collections.Immutable;

namespace Points.Domain.Notifying;

/// <summary>How long a channel that failed is left alone before it is tried again.</summary>
/// <param name="Growing">After the first failure, after the second; the last of them after any other.</param>
public sealed record DeliveryPauses(ImmutableArray<TimeSpan> Growing)
{
    public static readonly DeliveryPauses Default = new([TimeSpan.FromMinutes(5), TimeSpan.FromHours(2)]);

    public TimeSpan After(int failures) => Growing[Math.Clamp(failures, 1, Growing.Length) - 1];
}
