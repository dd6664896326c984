using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Verifying;

/// <summary>What a wallet says of its points and tiers.</summary>
/// <param name="Sequence">The number of its newest entry.</param>
/// <param name="Head">The hash of its newest entry, or the genesis.</param>
/// <param name="Lots">In the order in which they are spent.</param>
/// <param name="Holds">Oldest first.</param>
/// <param name="RecentlyExpired">Lots that expired unused within a year, as far as the wallet remembers them.</param>
/// <param name="Counters">How much of caps and limits was used.</param>
/// <param name="Tiers">The tiers since when, oldest first; the last is the present one.</param>
/// <param name="Days">The spending and visits of the days that count towards tiers.</param>
/// <param name="OwnDays">The birthdays on which the member had a benefit.</param>
/// <param name="ReleasedHolds">Pieces that were held and not taken, as long as they count.</param>
public sealed record ProofWallet(
    long Sequence,
    string Head,
    IReadOnlyList<ProofLot> Lots,
    IReadOnlyList<ProofPendingLot> PendingLots,
    IReadOnlyList<ProofHold> Holds,
    IReadOnlyList<ProofDebt> Debts,
    IReadOnlyList<ProofLot> RecentlyExpired,
    IReadOnlyList<ProofCapUse> Counters,
    IReadOnlyList<ProofTier> Tiers,
    IReadOnlyList<ProofDay> Days,
    IReadOnlyList<ProofOwnDay> OwnDays,
    IReadOnlyList<ProofReleasedHold> ReleasedHolds
)
{
    internal static ProofWallet From(Wallet wallet) =>
        new(
            wallet.Sequence,
            wallet.Head,
            ProofLot.From(wallet.Lots.Open),
            ProofPendingLot.From(wallet.PendingLots.All),
            [.. wallet.Holds.Select(ProofHold.From)],
            ProofDebt.From(wallet.Debts),
            ProofLot.From(wallet.RecentlyExpired.Open),
            [.. wallet.Counters.All.Select(it => new ProofCapUse(it.Limit, it.Period, it.Used))],
            [.. wallet.TierStanding.Tiers.Select(ProofTier.From)],
            [.. wallet.TierStanding.Days.Select(day => new ProofDay(day.On, day.Spend.Value, day.Visits))],
            [
                .. wallet.OwnDayUses.All.Select(it => new ProofOwnDay(
                    ProofWords.NameOf(it.Kind),
                    it.On,
                    it.For is { } benefit ? ProofWords.NameOf(benefit) : null
                )),
            ],
            [
                .. wallet.ReleasedHolds.Select(it => new ProofReleasedHold(
                    it.RewardId,
                    it.Quantity,
                    it.CountsUntil.ToUniversalTime()
                )),
            ]
        );

    /// <summary>The wallet as far as it is checked; nothing of the member's profile.</summary>
    internal Wallet ToWallet(WalletId id, LedgerKey key) =>
        Wallet.Restore(
            id,
            key,
            new MemberFacts(IdentityVerified: false, Frozen: false),
            Domain.Ledger.Lots.FromSorted(ProofLot.ToLots(Lots)),
            Sequence,
            Head
        ) with
        {
            PendingLots = Domain.Ledger.PendingLots.FromSorted(ProofPendingLot.ToLots(PendingLots)),
            Holds = [.. Holds.Select(hold => hold.ToHold())],
            Debts = ProofDebt.ToDebts(Debts),
            RecentlyExpired = Domain.Ledger.Lots.FromSorted(ProofLot.ToLots(RecentlyExpired)),
            Counters = new([.. Counters.Select(it => new LimitCounter(it.Limit, it.Period, it.Used))]),
            TierStanding = new(
                [.. Tiers.Select(tier => tier.ToTierSince())],
                [.. Days.Select(day => new DailySpend(day.On, new(day.SpendFen), day.Visits))]
            ),
            OwnDayUses = new([
                .. OwnDays.Select(it => new OwnDayUse(
                    ProofWords.Parse<OwnDay>(it.Kind),
                    it.On,
                    it.For is { } benefit ? ProofWords.Parse<OwnDayBenefit>(benefit) : null
                )),
            ]),
            ReleasedHolds = [.. ReleasedHolds.Select(it => new ReleasedHold(it.RewardId, it.Quantity, it.CountsUntil))],
        };
}

/// <param name="SpendFen">What was paid in cash and not refunded.</param>
public sealed record ProofDay(DateOnly On, long SpendFen, int Visits);

/// <param name="ReachedBy">What it was reached by; missing after a review.</param>
public sealed record ProofTier(string Tier, DateTimeOffset Since, ProofQualification? ReachedBy)
{
    internal static ProofTier From(TierSince tier) =>
        new(
            tier.Tier,
            tier.Since.ToUniversalTime(),
            tier.ReachedBy is { } it ? new(it.BookedAfter, it.WindowStart, it.Spend.Value, it.Visits) : null
        );

    internal TierSince ToTierSince() =>
        new(Tier, Since)
        {
            ReachedBy = ReachedBy is { } it ? new(it.BookedAfter, it.WindowStart, new(it.SpendFen), it.Visits) : null,
        };
}

/// <summary>The spending and visits by which a tier was reached.</summary>
/// <param name="BookedAfter">The number of the wallet's newest entry before.</param>
/// <param name="WindowStart">The first day that counted.</param>
public sealed record ProofQualification(long BookedAfter, DateOnly WindowStart, long SpendFen, int Visits);

/// <param name="Kind"><c>birthday</c>, <c>pet-birthday</c> or <c>sign-up</c>.</param>
/// <param name="For"><c>rules</c> or <c>gifts</c>; missing if it is not kept.</param>
public sealed record ProofOwnDay(string Kind, DateOnly On, string? For);

/// <summary>Pieces of limited stock that were held and not taken.</summary>
public sealed record ProofReleasedHold(string RewardId, int Quantity, DateTimeOffset CountsUntil);

/// <summary>Points on hold for a reward, or for a transfer to another member.</summary>
/// <param name="HoldId">The id of the redemption or the transfer.</param>
/// <param name="Receiver">The key of the receiver's ledger; only in a hold for a transfer.</param>
/// <param name="Until">When a hold for a reward ends, or when a transfer is continued.</param>
/// <param name="At">When a hold for a reward began.</param>
public sealed record ProofHold(
    string HoldId,
    IReadOnlyList<ProofLot> Lots,
    string? RewardId,
    int? Quantity,
    DateTimeOffset? At,
    DateTimeOffset Until,
    string? Receiver
)
{
    internal static ProofHold From(Hold hold) =>
        hold.Match(
            forReward: it => new ProofHold(
                it.HoldId,
                ProofLot.From(it.Lots),
                it.RewardId,
                it.Quantity,
                it.At,
                it.Until,
                Receiver: null
            ),
            inTransit: it => new ProofHold(
                it.HoldId,
                ProofLot.From(it.Lots),
                null,
                null,
                null,
                it.ResumeAt,
                it.Receiver
            )
        );

    internal Hold ToHold() =>
        Receiver is null
            ? new Hold.ForReward(HoldId, ProofLot.ToLots(Lots), RewardId ?? "", Quantity ?? 0, At ?? default, Until)
            : new Hold.InTransit(HoldId, ProofLot.ToLots(Lots), Receiver, Until);
}
