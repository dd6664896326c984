using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>
/// What one entry does: the wallet as it becomes, step by step, and what moved in and out of lots, holds and debt on the
/// way. Points never just change: each step takes them from somewhere and says where they went.
/// </summary>
public sealed record WalletChange(Wallet Wallet)
{
    /// <summary>Into lots (positive) and out of them (negative).</summary>
    public ImmutableArray<Lot> LotChanges { get; init; } = [];

    /// <summary>Into holds (positive) and out of them (negative).</summary>
    public ImmutableArray<Lot> Held { get; init; } = [];

    /// <summary>What is owed more (positive) or less (negative).</summary>
    public ImmutableArray<Debt> Owed { get; init; } = [];

    private WalletChange Add(Lot lot) =>
        lot.Points == Points.Zero
            ? this
            : this with
            {
                Wallet = Wallet with { Lots = Wallet.Lots.Add(lot) },
                LotChanges = LotChanges.Add(lot),
            };

    /// <summary>What has gone through the wallet only to expire at once.</summary>
    public Points ExpiredOnArrival { get; init; }

    /// <summary>What of the points that came in went to pay what was owed, and what to nothing: for the explanation to say.</summary>
    public ImmutableArray<Explanation> Deductions
    {
        get
        {
            var repaid = Owed.Where(debt => debt.Points < Points.Zero)
                .Aggregate(Points.Zero, (sum, debt) => sum - debt.Points);
            return
            [
                .. repaid > Points.Zero
                    ? [new("debt", -repaid, $"{repaid} points owed from refunds are paid back")]
                    : ImmutableArray<Explanation>.Empty,
                .. ExpiredOnArrival > Points.Zero
                    ? [new("expiry", -ExpiredOnArrival, $"the last day of {ExpiredOnArrival} points has passed")]
                    : ImmutableArray<Explanation>.Empty,
            ];
        }
    }

    /// <summary>
    /// Points come in, or come back: what is owed is paid from them first. Where their last day has passed they are gone at
    /// once, so that nothing else is paid with them.
    /// </summary>
    public WalletChange Receive(IEnumerable<Lot> lots, DateOnly today) =>
        lots.Aggregate(
            this,
            (change, lot) =>
                !lot.HasExpired(today)
                    ? change.Add(lot).RepayDebts(lot)
                    : change with
                    {
                        LotChanges = change.LotChanges.Add(lot).Add(lot with { Points = -lot.Points }),
                        ExpiredOnArrival = change.ExpiredOnArrival + lot.Points,
                    }
        );

    /// <summary>Takes points, those that expire first before the others. The caller has checked that they are there.</summary>
    public WalletChange Take(Points points)
    {
        var (left, taken) = Wallet.Lots.Take(points);
        return this with { Wallet = Wallet with { Lots = left }, LotChanges = LotChanges.AddRange(Negate(taken)) };
    }

    /// <summary>Takes from the one lot of that issuer and expiry what is there of its points.</summary>
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

    /// <summary>Sets points aside, those that expire first before the others.</summary>
    public WalletChange SetAside(Points points, Func<ImmutableArray<Lot>, Hold> hold)
    {
        var (left, taken) = Wallet.Lots.Take(points);
        return this with
        {
            Wallet = Wallet with { Lots = left, Holds = Wallet.Holds.Add(hold(taken)) },
            LotChanges = LotChanges.AddRange(Negate(taken)),
            Held = Held.AddRange(taken),
        };
    }

    /// <summary>Lots end on another day than before: they go, and come again with their new one.</summary>
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

    /// <summary>Ends a hold; where its points go is for the next step to say, or they are spent.</summary>
    public WalletChange EndHold(Hold hold) =>
        this with
        {
            Wallet = Wallet with { Holds = Wallet.Holds.Remove(hold) },
            Held = Held.AddRange(Negate(hold.Lots)),
        };

    public WalletChange AddDebt(string merchantId, Points points) =>
        points == Points.Zero
            ? this
            : this with
            {
                Wallet = Wallet with { Debts = DebtsWith(Wallet.Debts, merchantId, points) },
                Owed = Owed.Add(new(merchantId, points)),
            };

    /// <summary>Pays what is owed out of a lot that has just come in, as far as it goes.</summary>
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
