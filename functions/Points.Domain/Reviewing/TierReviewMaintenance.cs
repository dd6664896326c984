using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Reviewing;

/// <summary>
/// Reviews a member's tier. If the qualifying window no longer reaches the tier, the member goes down one tier and is
/// notified.
/// </summary>
public static class TierReviewMaintenance
{
    /// <returns>Null if no review is due.</returns>
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
        var downgraded = pending with
        {
            Wallet = pending.Wallet with { TierStanding = wallet.TierStanding.ChangeTier(below.Tier, now) },
        };
        var (spend, visits) = wallet.TierStanding.SpendSince(tiers.WindowStart(pending.Today));
        var explanation = new Explanation(
            below.RuleId,
            Points.Zero,
            FormattableString.Invariant(
                $"{below.Tier} after {level.Tier}: {spend} and {visits} visits in {tiers.WindowMonths} months"
            ),
            IsAboutMember: true
        );
        var text = NoticeTexts.TierReview(terms, level.Name, below.Name, pending.Today);
        return new(
            downgraded.Book(
                EntryId.OfTierReview(downgraded.Wallet),
                new EntryKind.TierReview(level.Tier, below.Tier, pending.Today),
                downgraded.NextChange,
                [explanation]
            )
        )
        {
            NewRecords =
            [
                Notice.Create(
                    wallet.Id,
                    NoticeKind.TierReview,
                    FormattableString.Invariant($"{pending.Wallet.Sequence}"),
                    text,
                    terms,
                    now
                ),
            ],
        };
    }
}
