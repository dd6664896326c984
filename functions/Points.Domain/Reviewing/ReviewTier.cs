using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Reviewing;

/// <summary>Reviews a member's tier: one step down where the window does not show what the tier asks for, and the member is told.</summary>
public static class ReviewTier
{
    /// <returns>Null where no review is due.</returns>
    public static Decision.Accepted? Decide(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now)
    {
        if (!(wallet.ReviewDueAt <= now))
            return null;
        var pending = (wallet with { ReviewDueAt = null }).BeginChange(terms, now);
        if (terms.Tiers is not { } tiers)
            return new(pending);
        var level = tiers.FindLevel(wallet.TierStanding.Current);
        if (!tiers.IsAbove(level, wallet.TierStanding.Qualified(tiers, pending.Today)))
            return new(pending);

        var below = tiers.FindLevelBelow(level);
        var stepped = pending with
        {
            Wallet = pending.Wallet with { TierStanding = wallet.TierStanding.ChangeTier(below.Tier, now) },
        };
        var (spend, visits) = wallet.TierStanding.SpendSince(tiers.WindowStart(pending.Today));
        var why = new Explanation(
            below.RuleId,
            Points.Zero,
            FormattableString.Invariant(
                $"{below.Tier} after {level.Tier}: {spend} and {visits} visits in {tiers.WindowMonths} months"
            ),
            IsAboutMember: true
        );
        var words = NoticeTexts.TierReview(terms, level.Name, below.Name, pending.Today);
        return new(
            stepped.Book(
                EntryId.OfTierReview(stepped.Wallet),
                new EntryKind.TierReview(level.Tier, below.Tier, pending.Today),
                stepped.NextChange,
                [why]
            )
        )
        {
            NewRecords =
            [
                Notice.Create(
                    wallet.Id,
                    NoticeKind.TierReview,
                    FormattableString.Invariant($"{pending.Wallet.Sequence}"),
                    words,
                    terms,
                    now
                ),
            ],
        };
    }
}
