namespace Points.Domain.Reporting;

/// <summary>
/// Points of one issuer that expire in one month, summed over wallets. They are outstanding while they are in lots,
/// pending, or held.
/// </summary>
/// <param name="Usable">In lots.</param>
/// <param name="Pending">Of purchases whose goods can still be returned.</param>
/// <param name="Held">For a reward, or in transit to another member of the family.</param>
/// <param name="Used">Redeemed so far, less those that came back.</param>
/// <param name="Lapsed">Expired so far, less those whose purchase was refunded later.</param>
public readonly record struct OutstandingPart(
    Points Usable,
    Points Pending = default,
    Points Held = default,
    Points Used = default,
    Points Lapsed = default
)
{
    public Points Outstanding => Usable + Pending + Held;

    public static OutstandingPart operator +(OutstandingPart left, OutstandingPart right) =>
        new(
            left.Usable + right.Usable,
            left.Pending + right.Pending,
            left.Held + right.Held,
            left.Used + right.Used,
            left.Lapsed + right.Lapsed
        );
}

/// <summary>What the points of an <see cref="OutstandingPart"/> have in common.</summary>
/// <param name="IssuedBy">The merchant that issued them.</param>
/// <param name="EndsIn">The first day of the month of their last day; null if they do not expire.</param>
public readonly record struct PartKey(string IssuedBy, DateOnly? EndsIn)
{
    public static PartKey Of(string issuedBy, DateOnly? lastDay) =>
        new(issuedBy, lastDay is { } day ? MonthOf(day) : null);

    /// <summary>The first day of a day's month.</summary>
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>Sorts by issuer, then by month; points that do not expire come last.</summary>
    public static IComparer<PartKey> Order { get; } =
        Comparer<PartKey>.Create(
            (one, other) =>
                string.CompareOrdinal(one.IssuedBy, other.IssuedBy) is var order and not 0
                    ? order
                    : (one.EndsIn ?? DateOnly.MaxValue).CompareTo(other.EndsIn ?? DateOnly.MaxValue)
        );
}
