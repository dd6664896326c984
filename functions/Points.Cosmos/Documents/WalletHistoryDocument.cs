using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Cosmos.Documents;

/// <summary>
/// A wallet's history besides points: used limits, tiers, spending by day, sent reminders, birthdays with benefits,
/// pieces that were held and not taken, and grants that the member could not get yet.
/// </summary>
internal sealed record WalletHistoryDocument
{
    public static readonly WalletHistoryDocument None = new();

    public IReadOnlyList<LimitCounter>? Counters { get; init; }
    public IReadOnlyList<TierDocument>? Tiers { get; init; }
    public IReadOnlyList<SpendDayDocument>? Days { get; init; }

    public IReadOnlyList<ReminderSent>? Reminded { get; init; }
    public IReadOnlyList<OwnDayUseDocument>? OwnDayUses { get; init; }
    public IReadOnlyList<ReleasedHold>? ReleasedHolds { get; init; }
    public IReadOnlyList<PostponedGrant>? PostponedGrants { get; init; }

    /// <returns>Null if there is no history, as in most programmes.</returns>
    public static WalletHistoryDocument? From(Wallet wallet)
    {
        var (counters, standing) = (wallet.Counters.All, wallet.TierStanding);
        if (
            counters.IsEmpty
            && standing.Tiers.IsEmpty
            && standing.Days.IsEmpty
            && wallet.RemindersSent.IsEmpty
            && wallet.OwnDayUses.All.IsEmpty
            && wallet.ReleasedHolds.IsEmpty
            && wallet.PostponedGrants.IsEmpty
        )
            return null;
        return new()
        {
            Counters = counters.IsEmpty ? null : counters,
            Tiers = standing.Tiers.IsEmpty ? null : [.. standing.Tiers.Select(TierDocument.From)],
            Days = standing.Days.IsEmpty
                ? null
                : [.. standing.Days.Select(day => new SpendDayDocument(day.On, day.Spend.Value, day.Visits))],
            Reminded = wallet.RemindersSent.IsEmpty ? null : wallet.RemindersSent,
            OwnDayUses = wallet.OwnDayUses.All.IsEmpty
                ? null
                :
                [
                    .. wallet.OwnDayUses.All.Select(it => new OwnDayUseDocument(
                        it.Kind.ToString(),
                        it.On,
                        it.For?.ToString()
                    )),
                ],
            ReleasedHolds = wallet.ReleasedHolds.IsEmpty ? null : wallet.ReleasedHolds,
            PostponedGrants = wallet.PostponedGrants.IsEmpty ? null : wallet.PostponedGrants,
        };
    }

    public Wallet ApplyTo(Wallet wallet) =>
        wallet with
        {
            Counters = Counters is null ? LimitCounters.None : new([.. Counters]),
            TierStanding = new(
                [.. (Tiers ?? []).Select(tier => tier.ToTierSince())],
                [.. (Days ?? []).Select(day => new DailySpend(day.On, new(day.Fen), day.Visits))]
            ),
            RemindersSent = [.. Reminded ?? []],
            OwnDayUses = new([
                .. (OwnDayUses ?? []).Select(it => new OwnDayUse(
                    StoredEnum.Parse<OwnDay>(it.Kind),
                    it.On,
                    it.For is { } benefit ? StoredEnum.Parse<OwnDayBenefit>(benefit) : null
                )),
            ]),
            ReleasedHolds = [.. ReleasedHolds ?? []],
            PostponedGrants = [.. PostponedGrants ?? []],
        };
}

/// <param name="By">What the tier was reached by; null if it is not kept.</param>
internal sealed record TierDocument(string Tier, DateTimeOffset Since, QualificationDocument? By)
{
    public static TierDocument From(TierSince tier) =>
        new(
            tier.Tier,
            tier.Since,
            tier.ReachedBy is { } it ? new(it.BookedAfter, it.WindowStart, it.Spend.Value, it.Visits) : null
        );

    public TierSince ToTierSince() =>
        new(Tier, Since) { ReachedBy = By is null ? null : new(By.After, By.From, new(By.Fen), By.Visits) };
}

internal sealed record QualificationDocument(long After, DateOnly From, long Fen, int Visits);

/// <param name="For">What the day brought; null in wallets from before it was kept.</param>
internal sealed record OwnDayUseDocument(string Kind, DateOnly On, string? For);

internal sealed record SpendDayDocument(DateOnly On, long Fen, int Visits);
