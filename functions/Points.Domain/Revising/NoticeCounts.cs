namespace Points.Domain.Revising;

/// <summary>Shows an operator how many members have been notified of a change.</summary>
/// <param name="Affected">Members who have a notice or will get one.</param>
/// <param name="Notified">Members whose notice is delivered, as far as it can be.</param>
/// <param name="LastNotifiedAt">When the last member was notified; null until all are.</param>
/// <param name="EarliestOn">
/// The earliest day the change can take effect, by the notices delivered so far; null if it disadvantages nobody or is
/// withdrawn.
/// </param>
public sealed record NoticeCounts(long Affected, long Notified, DateTimeOffset? LastNotifiedAt, DateOnly? EarliestOn)
{
    public static readonly NoticeCounts None = new(0, 0, null, null);
}
