using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Notifying;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Reviewing;

/// <summary>Reviews a member's tier: one step down where the window does not show what the tier asks for, and the member is told.</summary>
public static class ReviewTier
{
    /// <returns>Null where no review is due.</returns>
    public static Decision.Accepted? Decide(Wallet wallet, ProgrammeRevision terms, DateTimeOffset now)
    {
        if (!(wallet.ReviewDueAt <= now))
            return null;
        var posting = (wallet with { ReviewDueAt = null }).Post(terms, now);
        if (terms.Tiers is not { } tiers)
            return new(posting);
        var level = tiers.Level(wallet.Standing.Current);
        if (!tiers.IsAbove(level, wallet.Standing.Qualified(tiers, posting.Today)))
            return new(posting);

        var below = tiers.Below(level);
        var stepped = posting with
        {
            Wallet = posting.Wallet with { Standing = wallet.Standing.Become(below.Tier, now) },
        };
        var (spend, visits) = wallet.Standing.From(tiers.WindowFirst(posting.Today));
        var why = new Explanation(
            below.RuleId,
            Points.Zero,
            FormattableString.Invariant(
                $"{below.Tier} after {level.Tier}: {spend} and {visits} visits in {tiers.WindowMonths} months"
            ),
            IsAboutMember: true
        );
        var words = NoticeTexts.TierReview(terms, level.Name, below.Name, posting.Today);
        return new(
            stepped.Book(
                EntryId.OfReview(stepped.Wallet),
                new Cause.Review(level.Tier, below.Tier, posting.Today),
                stepped.Move,
                [why]
            )
        )
        {
            Creates =
            [
                Notice.Of(
                    wallet.Id,
                    NoticeKind.TierReview,
                    FormattableString.Invariant($"{posting.Wallet.Sequence}"),
                    words,
                    terms,
                    now
                ),
            ],
        };
    }
}
