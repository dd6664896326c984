namespace Points.Domain.Revising;

/// <summary>How far the notices of a change have come, for the operator.</summary>
/// <param name="Affected">Members who have a notice or will get one.</param>
/// <param name="Notified">Members whose notice is delivered, as far as it can be.</param>
/// <param name="LastNotifiedAt">When the last member was notified; null until all are.</param>
/// <param name="EarliestOn">
/// The earliest day the change can take effect, as things stand; null if it hurts nobody or is withdrawn.
/// </param>
public sealed record NoticeCounts(long Affected, long Notified, DateTimeOffset? LastNotifiedAt, DateOnly? EarliestOn)
{
    public static readonly NoticeCounts None = new(0, 0, null, null);
}
