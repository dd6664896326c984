using System.Collections.Immutable;
using Points.Domain.Programmes;

namespace Points.Domain.Ledger;

/// <summary>
/// A wallet's open lots. The terms promise members that the points that expire first are spent first.
/// </summary>
public sealed record Lots
{
    /// <summary>
    /// The bytes of a wallet's lots up to which it receives new points: about 5,000 lots. Members do not reach it: with
    /// one lot for each issuer and month, it takes 200 merchants every month for two years. It leaves room in one
    /// commit of 2 MB for whatever spends all lots at once, or brings them back (decision 35).
    /// </summary>
    public const int SizeMax = 440_000;

    public static readonly Lots None = new([]);

    private Lots(ImmutableArray<Lot> open) => Open = open;

    /// <summary>In the order of expiry, lots that never expire last; lots of one day in the order of issuers.</summary>
    public ImmutableArray<Lot> Open { get; }

    public Points Total => Sum(Open);

    /// <summary>The bytes of the lots in the store, at most.</summary>
    public int Size => Open.Sum(lot => lot.Size);

    /// <summary>The last day of the lot that expires first; null if no lot expires.</summary>
    public DateOnly? NextExpiry => Open.IsEmpty ? null : Open[0].ExpiresOn;

    public static Points Sum(ImmutableArray<Lot> lots) => lots.Aggregate(Points.Zero, (sum, lot) => sum + lot.Points);

    /// <summary>Restores lots from a store.</summary>
    /// <param name="sorted">In the order of <see cref="Open"/>.</param>
    public static Lots FromSorted(ImmutableArray<Lot> sorted) => new(sorted);

    /// <summary>Adds a lot, or adds its points to the lot of the same issuer and expiry.</summary>
    public Lots Add(Lot lot)
    {
        if (lot.Points == Points.Zero)
            return this;
        var at = Open.BinarySearch(lot, ExpiryOrder.Instance);
        return at >= 0
            ? new(Open.SetItem(at, lot with { Points = Open[at].Points + lot.Points }))
            : new(Open.Insert(~at, lot));
    }

    /// <summary>
    /// Finds the lot that points are added to. It is their own, of the same issuer and expiry. In a wallet that is
    /// full, points without a lot of their own join the issuer's lot that expires next after them, if there is one: so
    /// giving back is always possible, and nobody's points expire earlier.
    /// </summary>
    /// <returns>The lot, with the points to add.</returns>
    public Lot FindPlaceFor(Lot lot)
    {
        var at = Open.BinarySearch(lot, ExpiryOrder.Instance);
        if (at >= 0 || Size + lot.Size <= SizeMax)
            return lot;
        for (var later = ~at; later < Open.Length; later++)
            if (Open[later].IssuedBy == lot.IssuedBy)
                return lot with { ExpiresOn = Open[later].ExpiresOn };
        return lot;
    }

    /// <summary>Whether there is a lot of the same issuer and expiry.</summary>
    public bool Has(Lot lot) => Open.BinarySearch(lot, ExpiryOrder.Instance) >= 0;

    /// <summary>Takes points from the lots that expire first.</summary>
    /// <exception cref="InvalidOperationException">The lots hold fewer points.</exception>
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
            throw new InvalidOperationException($"the lots hold {points} points too few");
        return (new(left.ToImmutable()), taken.ToImmutable());
    }

    /// <summary>Takes points from the lot of the same issuer and expiry.</summary>
    /// <param name="lot">Its points are the most that is taken.</param>
    /// <returns>Fewer points taken, or none, if the wallet's lot has fewer.</returns>
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

    /// <summary>Separates the lots whose last day has passed from those that can still be spent.</summary>
    public (Lots Left, ImmutableArray<Lot> Expired) TakeExpired(DateOnly today)
    {
        var expired = 0;
        while (expired < Open.Length && Open[expired].HasExpired(today))
            expired++;
        return expired == 0 ? (this, []) : (new(Open[expired..]), Open[..expired]);
    }

    /// <summary>
    /// Adjusts lots that return to a wallet. If terms that extend the validity of earlier points came into force while
    /// the lots were away, their validity is extended too. Terms that shorten it do not apply to them (decision 17).
    /// </summary>
    /// <param name="takenAt">When the lots left the wallet.</param>
    /// <param name="returnedAt">When they could return.</param>
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
