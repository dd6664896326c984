using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>
/// The change that one entry books: the wallet after each step, and what moved into and out of lots, holds and debts.
/// Every step takes points from one place and puts them into another, or names them as earned, spent or expired.
/// </summary>
public sealed record WalletChange(Wallet Wallet)
{
    /// <summary>The rule that explains points which expired when they came back.</summary>
    public const string ExpiredOnArrivalRule = "expiry";

    /// <summary>The rule that explains which points repaid debts.</summary>
    public const string DebtRule = "debt";

    /// <summary>The rule that explains which points joined a lot with a later last day.</summary>
    public const string LotsRule = "lots";

    /// <summary>Points added to lots (positive) and taken from them (negative).</summary>
    public ImmutableArray<Lot> LotChanges { get; init; } = [];

    /// <summary>Points added to pending lots (positive) and taken from them (negative).</summary>
    public ImmutableArray<PendingLot> PendingLotChanges { get; init; } = [];

    /// <summary>Points added to holds (positive) and taken from them (negative).</summary>
    public ImmutableArray<Lot> HoldChanges { get; init; } = [];

    /// <summary>Points added to debts (positive) or repaid (negative).</summary>
    public ImmutableArray<Debt> DebtChanges { get; init; } = [];

    private WalletChange Add(Lot lot) =>
        lot.Points == Points.Zero
            ? this
            : this with
            {
                Wallet = Wallet with { Lots = Wallet.Lots.Add(lot) },
                LotChanges = LotChanges.Add(lot),
            };

    /// <summary>Points that joined a lot with a later last day, because the wallet is full.</summary>
    public Points Extended { get; init; }

    /// <summary>Points that came back after their last day, so that they expired at once.</summary>
    public Points ExpiredOnArrival { get; init; }

    /// <summary>Explains how many of the received points repaid debts, and how many expired at once.</summary>
    public ImmutableArray<Explanation> Deductions
    {
        get
        {
            var repaid = DebtChanges
                .Where(debt => debt.Points < Points.Zero)
                .Aggregate(Points.Zero, (sum, debt) => sum - debt.Points);
            return
            [
                .. repaid > Points.Zero
                    ? [new(DebtRule, -repaid, $"{repaid} points owed from refunds are paid back")]
                    : ImmutableArray<Explanation>.Empty,
                .. ExpiredOnArrival > Points.Zero
                    ? [new(ExpiredOnArrivalRule, -ExpiredOnArrival, $"{ExpiredOnArrival} points had already expired")]
                    : ImmutableArray<Explanation>.Empty,
                .. Extended > Points.Zero
                    ?
                    [
                        new(
                            LotsRule,
                            Points.Zero,
                            $"{Extended} points last longer: the wallet has no room for more lots"
                        ),
                    ]
                    : ImmutableArray<Explanation>.Empty,
            ];
        }
    }

    /// <summary>
    /// Adds lots that were earned or returned. They repay debts first. Lots whose last day has passed expire at once
    /// and repay nothing.
    /// </summary>
    public WalletChange Receive(IEnumerable<Lot> lots, DateOnly today) =>
        lots.Aggregate(
            this,
            (change, lot) =>
                !lot.HasExpired(today)
                    ? change.AddInPlace(lot)
                    : change with
                    {
                        LotChanges = change.LotChanges.Add(lot).Add(lot with { Points = -lot.Points }),
                        ExpiredOnArrival = change.ExpiredOnArrival + lot.Points,
                    }
        );

    /// <summary>Adds points that can be used later. Until then they repay no debts.</summary>
    public WalletChange AddPending(PendingLot lot) =>
        lot.Points == Points.Zero
            ? this
            : this with
            {
                Wallet = Wallet with { PendingLots = Wallet.PendingLots.Add(lot) },
                PendingLotChanges = PendingLotChanges.Add(lot),
            };

    /// <summary>Takes points from the pending lot that differs only in points, at most what it has.</summary>
    public (WalletChange After, Points Taken) TakeFromPending(PendingLot lot)
    {
        var (left, taken) = Wallet.PendingLots.TakeFrom(lot);
        return taken == Points.Zero
            ? (this, taken)
            : (
                this with
                {
                    Wallet = Wallet with { PendingLots = left },
                    PendingLotChanges = PendingLotChanges.Add(lot with { Points = -taken }),
                },
                taken
            );
    }

    /// <summary>
    /// Makes a pending lot usable. Its points repay debts first, like all points that come in, on the first day on
    /// which they can be used: if they have expired since, that is booked after this.
    /// </summary>
    public WalletChange ReleasePending(PendingLot lot) =>
        TakeFromPending(lot).After.Receive([lot.ToLot()], today: lot.UsableFrom);

    /// <summary>
    /// Takes points from the lots that expire first. The caller has checked that the wallet has enough.
    /// </summary>
    public WalletChange Take(Points points)
    {
        var (left, taken) = Wallet.Lots.Take(points);
        return this with { Wallet = Wallet with { Lots = left }, LotChanges = LotChanges.AddRange(Negate(taken)) };
    }

    /// <summary>Takes points from the lot of the same issuer and expiry, at most what it has.</summary>
    public (WalletChange After, Points Taken) TakeFrom(Lot lot)
    {
        var (left, taken) = Wallet.Lots.TakeFrom(lot);
        return taken == Points.Zero
            ? (this, taken)
            : (
                this with
                {
                    Wallet = Wallet with { Lots = left },
                    LotChanges = LotChanges.Add(lot with { Points = -taken }),
                },
                taken
            );
    }

    /// <summary>Moves points into a new hold, from the lots that expire first.</summary>
    /// <param name="hold">Creates the hold for the lots taken.</param>
    public WalletChange BeginHold(Points points, Func<ImmutableArray<Lot>, Hold> hold)
    {
        var (left, taken) = Wallet.Lots.Take(points);
        return this with
        {
            Wallet = Wallet with { Lots = left, Holds = Wallet.Holds.Add(hold(taken)) },
            LotChanges = LotChanges.AddRange(Negate(taken)),
            HoldChanges = HoldChanges.AddRange(taken),
        };
    }

    /// <summary>Changes the last day of lots: takes them out and adds them again with the new day.</summary>
    public WalletChange ChangeExpiry(IReadOnlyCollection<(Lot Lot, DateOnly? On)> lots)
    {
        ImmutableArray<Lot> next = [.. lots.Select(it => it.Lot with { ExpiresOn = it.On })];
        var left = lots.Aggregate(Wallet.Lots, (all, it) => all.TakeFrom(it.Lot).Left);
        return this with
        {
            Wallet = Wallet with { Lots = next.Aggregate(left, (all, lot) => all.Add(lot)) },
            LotChanges = [.. LotChanges, .. Negate([.. lots.Select(it => it.Lot)]), .. next],
        };
    }

    /// <summary>Changes the last day of pending lots, as <see cref="ChangeExpiry"/> does of lots.</summary>
    public WalletChange ChangePendingExpiry(IReadOnlyCollection<(PendingLot Lot, DateOnly? On)> lots)
    {
        var taken = lots.Aggregate(this, (change, it) => change.TakeFromPending(it.Lot).After);
        return lots.Aggregate(taken, (change, it) => change.AddPending(it.Lot.WithExpiry(it.On)));
    }

    /// <summary>Ends a hold. The next step returns its points; without one, they are spent.</summary>
    public WalletChange EndHold(Hold hold) =>
        this with
        {
            Wallet = Wallet with { Holds = Wallet.Holds.Remove(hold) },
            HoldChanges = HoldChanges.AddRange(Negate(hold.Lots)),
        };

    /// <summary>Adds to the debt owed to a merchant; a negative number repays it.</summary>
    public WalletChange AddDebt(string merchantId, Points points) =>
        points == Points.Zero
            ? this
            : this with
            {
                Wallet = Wallet with { Debts = DebtsWith(Wallet.Debts, merchantId, points) },
                DebtChanges = DebtChanges.Add(new(merchantId, points)),
            };

    /// <summary>Adds points where the wallet has a place for them, and repays debts from them.</summary>
    private WalletChange AddInPlace(Lot lot)
    {
        var place = Wallet.Lots.FindPlaceFor(lot);
        var extended = place.ExpiresOn == lot.ExpiresOn ? Extended : Extended + lot.Points;
        return (Add(place) with { Extended = extended }).RepayDebts(place);
    }

    /// <summary>Repays debts, oldest first, from a lot that was just added, as far as its points go.</summary>
    private WalletChange RepayDebts(Lot lot)
    {
        var (after, left) = (this, lot.Points);
        foreach (var debt in Wallet.Debts)
        {
            var part = Points.Min(debt.Points, left);
            if (part == Points.Zero)
                break;
            after = after.TakeFrom(lot with { Points = part }).After.AddDebt(debt.OwedTo, -part);
            left -= part;
        }
        return after;
    }

    internal static ImmutableArray<Lot> Negate(ImmutableArray<Lot> lots) =>
        [.. lots.Select(lot => lot with { Points = -lot.Points })];

    private static ImmutableArray<Debt> DebtsWith(ImmutableArray<Debt> debts, string merchantId, Points points)
    {
        for (var i = 0; i < debts.Length; i++)
        {
            if (debts[i].OwedTo != merchantId)
                continue;
            var sum = debts[i].Points + points;
            return sum == Points.Zero ? debts.RemoveAt(i) : debts.SetItem(i, debts[i] with { Points = sum });
        }
        return debts.Add(new(merchantId, points));
    }
}
