namespace Points.Domain.Auditing;

/// <summary>Which items of the journal are looked for.</summary>
/// <param name="From">No earlier ones; null for all.</param>
/// <param name="Before">Only those that sort before this <see cref="JournalItem.SortKey"/>.</param>
/// <param name="Subject">What this person did; null for everybody.</param>
/// <param name="Kind">Only those of this kind; null for all.</param>
public sealed record JournalSearch(DateTimeOffset? From, string Before, string? Subject, string? Kind)
{
    /// <summary>How many days one page looks at.</summary>
    public const int DaysPerPage = 31;
}
