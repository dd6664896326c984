using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Refunding;

/// <summary>
/// The part of a visit that is refunded. It is taken out of the member's tiers as if it had never been paid (decision
/// 34): only refunds take a tier back at once.
/// </summary>
/// <param name="BookedAfter">The number of the wallet's newest entry before the order was booked.</param>
/// <param name="At">When the member bought.</param>
/// <param name="On">The business day of the visit.</param>
/// <param name="Spend">The cash that is refunded.</param>
/// <param name="IsWhole">Whether nothing is left of the visit.</param>
internal sealed record RefundedVisit(long BookedAfter, DateTimeOffset At, DateOnly On, Fen Spend, bool IsWhole)
{
    public static RefundedVisit Of(Order before, Order after, ProgrammeTerms terms) =>
        new(
            before.BookedAfter,
            before.OccurredAt,
            terms.BusinessDateOf(before.OccurredAt),
            after.CashRefunded - before.CashRefunded,
            after.IsFullyRefunded && after.Total > after.PaidWithPoints
        );

    /// <summary>
    /// Repeats what raised the member's tier, without this part of the visit. A tier that was reached without the visit
    /// stays, until its review. So does one that the window reaches now.
    /// </summary>
    /// <param name="bookedAfter">The number of the wallet's newest entry.</param>
    public TierStanding TakeFrom(TierStanding standing, Tiers tiers, DateOnly today, long bookedAfter)
    {
        var without = standing.RefundVisit(On, Spend, IsWhole);
        var qualified = without.Qualified(tiers, today);
        var kept = ImmutableArray.CreateBuilder<TierSince>();
        var (original, present) = (tiers.Default, tiers.Default);
        foreach (var since in standing.Tiers)
        {
            var (level, reachedBy) = (tiers.FindLevel(since.Tier), ReduceQualification(since));
            var next = tiers.IsAbove(level, original)
                ? tiers.Higher(present, tiers.Lower(level, ReachedLevel(since, reachedBy, qualified, tiers)))
                : tiers.Lower(present, level);
            if (next != present)
                kept.Add(since with { Tier = next.Tier, ReachedBy = reachedBy });
            (original, present) = (level, next);
        }
        var reached = tiers.Lower(original, qualified);
        if (tiers.IsAbove(reached, present))
            kept.Add(
                standing.Newest! with
                {
                    Tier = reached.Tier,
                    ReachedBy = without.QualificationOn(today, tiers, bookedAfter),
                }
            );
        return without with { Tiers = kept.ToImmutable() };
    }

    /// <summary>The level that a member reached when the tier started, without this part of the visit.</summary>
    /// <param name="qualified">
    /// The level that the window reaches now. It decides where it was not kept by what the purchase reached its tier.
    /// </param>
    private TierLevel ReachedLevel(TierSince since, TierQualification? reachedBy, TierLevel qualified, Tiers tiers) =>
        reachedBy is not null ? tiers.FindQualifyingLevel(reachedBy.Spend, reachedBy.Visits)
        : since.Since == At ? qualified
        : tiers.FindLevel(since.Tier);

    private TierQualification? ReduceQualification(TierSince since) =>
        since.ReachedBy is { } it && BookedAfter <= it.BookedAfter && On >= it.WindowStart
            ? it with
            {
                Spend = it.Spend - Fen.Min(Spend, it.Spend),
                Visits = Math.Max(0, it.Visits - (IsWhole ? 1 : 0)),
            }
            : since.ReachedBy;
}
