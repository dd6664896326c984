using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes;

/// <summary>When a ticket or service can be used.</summary>
/// <param name="Admission">Hours of the day; null for the whole day.</param>
/// <param name="Weekdays">Usable weekdays; empty for all of them.</param>
/// <param name="Blackout">Days on which it cannot be used.</param>
public sealed record Restrictions(
    Admission? Admission,
    ImmutableArray<DayOfWeek> Weekdays,
    ImmutableArray<DateWindow> Blackout,
    ImmutableArray<BilingualName> Notes
)
{
    public static readonly Restrictions None = new(null, [], [], []);

    /// <summary>Whether it can be used at a time of a day.</summary>
    public bool AllowUse(DateOnly day, TimeOnly time) =>
        (Admission is not { } hours || (time >= hours.From && time <= hours.To))
        && (Weekdays.IsEmpty || Weekdays.Contains(day.DayOfWeek))
        && !Blackout.Any(days => days.Contains(day));

    /// <summary>Whether it restricts nothing.</summary>
    public bool AreNone => Admission is null && Weekdays.IsEmpty && Blackout.IsEmpty && Notes.IsEmpty;
}

public sealed record Admission(TimeOnly From, TimeOnly To);
