using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>The days on which something applies: from and to, both included, and certain days of every year.</summary>
/// <param name="Yearly">Empty for all days between from and to.</param>
public sealed record DateWindow(DateOnly? From, DateOnly? To, ImmutableArray<YearlyDay> Yearly)
{
    public static readonly DateWindow Always = new(null, null, []);

    public bool IsAlways => From is null && To is null && Yearly.IsEmpty;

    public bool Contains(DateOnly day) =>
        !(day < From) && !(day > To) && (Yearly.IsEmpty || Yearly.Any(yearly => yearly.IsOn(day)));
}
