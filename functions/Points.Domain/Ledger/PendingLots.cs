using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>
/// A wallet's points that cannot be used yet. They become usable at the start of a day, whether a job runs or not.
/// </summary>
public sealed record PendingLots
{
    public static readonly PendingLots None = new([]);

    private PendingLots(ImmutableArray<PendingLot> all) => All = all;

    /// <summary>Those that become usable first come first.</summary>
    public ImmutableArray<PendingLot> All { get; }

    public Points Total => Sum(All);

    /// <summary>The bytes of the pending lots in the store, at most.</summary>
    public int Size => All.Sum(lot => lot.Size);

    /// <summary>The day on which the next points become usable; null if none are pending.</summary>
    public DateOnly? NextUsableFrom => All.IsEmpty ? null : All[0].UsableFrom;

    public static Points Sum(ImmutableArray<PendingLot> lots) =>
        lots.Aggregate(Points.Zero, (sum, lot) => sum + lot.Points);

    /// <summary>Restores pending lots from a store.</summary>
    /// <param name="sorted">In the order of <see cref="All"/>.</param>
    public static PendingLots FromSorted(ImmutableArray<PendingLot> sorted) => new(sorted);

    /// <summary>Adds a lot, or adds its points to the lot that differs only in points.</summary>
    public PendingLots Add(PendingLot lot)
    {
        if (lot.Points == Points.Zero)
            return this;
        var at = All.BinarySearch(lot, Order.Instance);
        return at >= 0
            ? new(All.SetItem(at, lot with { Points = All[at].Points + lot.Points }))
            : new(All.Insert(~at, lot));
    }

    /// <summary>Takes points from the lot that differs only in points.</summary>
    /// <param name="lot">Its points are the most that is taken.</param>
    /// <returns>Fewer points taken, or none, if the wallet's lot has fewer.</returns>
    public (PendingLots Left, Points Taken) TakeFrom(PendingLot lot)
    {
        var at = All.BinarySearch(lot, Order.Instance);
        if (at < 0)
            return (this, Points.Zero);
        var part = Points.Min(lot.Points, All[at].Points);
        return part == All[at].Points
            ? (new(All.RemoveAt(at)), part)
            : (new(All.SetItem(at, lot with { Points = All[at].Points - part })), part);
    }

    /// <summary>The lots that can be used on a day.</summary>
    public ImmutableArray<PendingLot> UsableOn(DateOnly day)
    {
        var usable = 0;
        while (usable < All.Length && All[usable].UsableFrom <= day)
            usable++;
        return All[..usable];
    }

    private sealed class Order : IComparer<PendingLot>
    {
        public static readonly Order Instance = new();

        public int Compare(PendingLot? left, PendingLot? right)
        {
            var byDay = (left!.UsableFrom, left.ExpiresOn is null, left.ExpiresOn ?? default).CompareTo(
                (right!.UsableFrom, right.ExpiresOn is null, right.ExpiresOn ?? default)
            );
            if (byDay != 0)
                return byDay;
            var byIssuer = string.CompareOrdinal(left.IssuedBy, right.IssuedBy);
            return byIssuer != 0 ? byIssuer : left.Revision.CompareTo(right.Revision);
        }
    }
}
