using System.Collections.Immutable;

namespace Points.Domain.Reporting;

/// <summary>
/// What ledger entries add up to: of some wallets on one day, of a programme on a day, or of all its entries up to a
/// day. Sums do not depend on the order in which entries are added, and name no member.
/// </summary>
/// <param name="Entries">How many entries were added.</param>
/// <param name="Moved">The points of each movement, as positive numbers; those of 0 are left out.</param>
/// <param name="Parts">By how much each part changed; those of 0 are left out.</param>
public sealed record LedgerSums(
    long Entries,
    ImmutableSortedDictionary<Movement, Points> Moved,
    ImmutableSortedDictionary<PartKey, OutstandingPart> Parts
)
{
    public static readonly LedgerSums None = new(
        0,
        ImmutableSortedDictionary<Movement, Points>.Empty,
        ImmutableSortedDictionary.Create<PartKey, OutstandingPart>(PartKey.Order)
    );

    /// <summary>By how much the outstanding points changed, over all parts.</summary>
    public OutstandingPart Total => Parts.Values.Aggregate(default(OutstandingPart), (sum, part) => sum + part);

    /// <summary>What the movements say that the outstanding points changed by: the same as the parts say.</summary>
    public Points NetMoved =>
        Moved.Aggregate(Points.Zero, (sum, it) => it.Key.Adds() ? sum + it.Value : sum - it.Value);

    public Points Of(Movement movement) => Moved.GetValueOrDefault(movement);

    public LedgerSums Plus(LedgerSums other) =>
        new(
            Entries + other.Entries,
            Add(Moved, other.Moved, (a, b) => a + b),
            Add(Parts, other.Parts, (a, b) => a + b)
        );

    /// <summary>
    /// The sums without movements, and without what became of points that ended before a month: the balance that a
    /// month ends with.
    /// </summary>
    public LedgerSums ToBalance(DateOnly keepSince) =>
        this with
        {
            Moved = None.Moved,
            Parts = Parts
                .Select(it =>
                    it.Key.EndsIn < keepSince
                        ? KeyValuePair.Create(it.Key, it.Value with { Used = Points.Zero, Lapsed = Points.Zero })
                        : it
                )
                .Where(it => it.Value != default)
                .ToImmutableSortedDictionary(PartKey.Order),
        };

    internal LedgerSums Plus(Movement movement, Points points) =>
        this with
        {
            Moved = Add(Moved, [KeyValuePair.Create(movement, points)], (a, b) => a + b),
        };

    internal LedgerSums Plus(PartKey key, OutstandingPart part) =>
        this with
        {
            Parts = Add(Parts, [KeyValuePair.Create(key, part)], (a, b) => a + b),
        };

    private static ImmutableSortedDictionary<TKey, TValue> Add<TKey, TValue>(
        ImmutableSortedDictionary<TKey, TValue> to,
        IEnumerable<KeyValuePair<TKey, TValue>> from,
        Func<TValue, TValue, TValue> add
    )
        where TKey : notnull
        where TValue : struct
    {
        var sums = to.ToBuilder();
        foreach (var (key, value) in from)
        {
            var sum = add(sums.GetValueOrDefault(key), value);
            if (EqualityComparer<TValue>.Default.Equals(sum, default))
                sums.Remove(key);
            else
                sums[key] = sum;
        }
        return sums.ToImmutable();
    }
}
