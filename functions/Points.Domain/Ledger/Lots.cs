using System.Collections.Immutable;
using Points.Domain.Programmes;

namespace Points.Domain.Ledger;

/// <summary>A wallet's open lots. Oldest expiry first: the terms promise members that what expires first is spent first.</summary>
public sealed record Lots
{
    /// <summary>
    /// The most lots a wallet can hold: a bound, not a limit members meet. One lot an issuer and month makes five
    /// thousand only for who shops at two hundred merchants each month. Spending them all at once still fits into one
    /// commit of the store, which takes two megabytes.
    /// </summary>
    public const int CountMax = 5_000;

    public static readonly Lots None = new([]);

    private Lots(ImmutableArray<Lot> open) => Open = open;

    /// <summary>Oldest expiry first, those that never expire last; then by issuer, so the order is one for all readers.</summary>
    public ImmutableArray<Lot> Open { get; }

    public Points Total => Sum(Open);

    public static Points Sum(ImmutableArray<Lot> lots) => lots.Aggregate(Points.Zero, (sum, lot) => sum + lot.Points);

    /// <param name="sorted">Lots as a store gives them back: in the order of <see cref="Open"/>.</param>
    public static Lots FromSorted(ImmutableArray<Lot> sorted) => new(sorted);

    /// <summary>Adds a lot, or its points to the one of the same issuer and expiry.</summary>
    public Lots Add(Lot lot)
    {
        if (lot.Points == Points.Zero)
            return this;
        var at = Open.BinarySearch(lot, ExpiryOrder.Instance);
        return at >= 0
            ? new(Open.SetItem(at, lot with { Points = Open[at].Points + lot.Points }))
            : new(Open.Insert(~at, lot));
    }

    /// <summary>Takes points from the lots that expire first. The caller has made sure that so many are there.</summary>
    public (Lots Left, ImmutableArray<Lot> Taken) Take(Points points)
    {
        var left = ImmutableArray.CreateBuilder<Lot>(Open.Length);
        var taken = ImmutableArray.CreateBuilder<Lot>();
        foreach (var lot in Open)
        {
            var part = Points.Min(lot.Points, points);
            points -= part;
            if (part > Points.Zero)
                taken.Add(lot with { Points = part });
            if (part < lot.Points)
                left.Add(lot with { Points = lot.Points - part });
        }
        if (points > Points.Zero)
            throw new InvalidOperationException($"{points} points more were taken than the lots hold");
        return (new(left.ToImmutable()), taken.ToImmutable());
    }

    /// <summary>Takes points from the one lot of that issuer and expiry: the lot's points at most, and no more than it has.</summary>
    public (Lots Left, Points Taken) TakeFrom(Lot lot)
    {
        var at = Open.BinarySearch(lot, ExpiryOrder.Instance);
        if (at < 0)
            return (this, Points.Zero);
        var part = Points.Min(lot.Points, Open[at].Points);
        var left =
            part == Open[at].Points
                ? Open.RemoveAt(at)
                : Open.SetItem(at, lot with { Points = Open[at].Points - part });
        return (new(left), part);
    }

    /// <summary>Parts the lots whose last day has passed from those that can still be spent.</summary>
    public (Lots Left, ImmutableArray<Lot> Expired) TakeExpired(DateOnly today)
    {
        var expired = 0;
        while (expired < Open.Length && Open[expired].HasExpired(today))
            expired++;
        return expired == 0 ? (this, []) : (new(Open[expired..]), Open[..expired]);
    }

    /// <summary>
    /// Lots that come back to a wallet. Where terms that let earlier points last longer came into force while they were
    /// away, they last longer too; terms by which they would expire sooner leave their days as they are.
    /// </summary>
    /// <param name="takenAt">When the lots were taken out of the wallet.</param>
    /// <param name="returnedAt">When they were free again.</param>
    public static ImmutableArray<Lot> WithLongerValidity(
        ImmutableArray<Lot> lots,
        ProgrammeTerms terms,
        DateTimeOffset takenAt,
        DateTimeOffset returnedAt
    )
    {
        ExpiryChange[] expiryChanges =
        [
            .. terms.ExpiryChanges.Where(it => it.EffectiveFrom > takenAt && it.EffectiveFrom < returnedAt),
        ];
        return expiryChanges is []
            ? lots
            :
            [
                .. lots.Select(lot =>
                    lot with
                    {
                        ExpiresOn = expiryChanges.Aggregate(
                            lot.ExpiresOn,
                            (day, expiryChange) => expiryChange.CalculateExpiry(day, notifiedAt: null)
                        ),
                    }
                ),
            ];
    }

    private sealed class ExpiryOrder : IComparer<Lot>
    {
        public static readonly ExpiryOrder Instance = new();

        public int Compare(Lot? left, Lot? right)
        {
            var byExpiry = (left!.ExpiresOn is null, left.ExpiresOn ?? default).CompareTo(
                (right!.ExpiresOn is null, right.ExpiresOn ?? default)
            );
            return byExpiry != 0 ? byExpiry : string.CompareOrdinal(left.IssuedBy, right.IssuedBy);
        }
    }
}
