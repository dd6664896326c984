using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>
/// A member's present and past tiers, and their spending and visits on each day of the qualifying window. Tiers follow
/// from spending, never from the balance.
/// </summary>
/// <param name="Tiers">Oldest first. Past tiers are kept for purchases that are posted late.</param>
/// <param name="Days">Oldest first, at most one for each day of the window.</param>
public sealed record TierStanding(ImmutableArray<TierSince> Tiers, ImmutableArray<DailySpend> Days)
{
    /// <summary>The most tiers that are kept.</summary>
    private const int TiersMax = 10;

    public static readonly TierStanding None = new([], []);

    /// <summary>The member's present tier, and since when; null before the first.</summary>
    public TierSince? Newest => Tiers.IsEmpty ? null : Tiers[^1];

    /// <summary>The member's present tier; null before the first.</summary>
    public string? Current => Newest?.Tier;

    /// <summary>The tier that the member had at an instant; null before the first.</summary>
    public string? TierAt(DateTimeOffset instant)
    {
        for (var i = Tiers.Length - 1; i >= 0; i--)
            if (Tiers[i].Since <= instant)
                return Tiers[i].Tier;
        return null;
    }

    /// <summary>The spending and the visits from a day on.</summary>
    public (Fen Spend, int Visits) SpendSince(DateOnly first)
    {
        var (spend, visits) = (Fen.Zero, 0);
        foreach (var day in Days)
            if (day.On >= first)
                (spend, visits) = (spend + day.Spend, checked(visits + day.Visits));
        return (spend, visits);
    }

    /// <summary>The highest level for which the qualifying window has enough spending and visits.</summary>
    public TierLevel Qualified(Tiers tiers, DateOnly today)
    {
        var (spend, visits) = SpendSince(tiers.WindowStart(today));
        return tiers.FindQualifyingLevel(spend, visits);
    }

    /// <summary>What the qualifying window shows on a day.</summary>
    /// <param name="bookedAfter">The number of the wallet's newest entry before what is booked now.</param>
    public TierQualification QualificationOn(DateOnly today, Tiers tiers, long bookedAfter)
    {
        var start = tiers.WindowStart(today);
        var (spend, visits) = SpendSince(start);
        return new(bookedAfter, start, spend, visits);
    }

    /// <summary>Adds one visit and removes days before the window.</summary>
    public TierStanding AddVisit(DateOnly on, Fen spend, DateOnly windowStart)
    {
        var days = Days.RemoveAll(day => day.On < windowStart);
        if (on < windowStart)
            return this with { Days = days };
        var at = 0;
        while (at < days.Length && days[at].On < on)
            at++;
        var visited =
            at < days.Length && days[at].On == on
                ? days.SetItem(at, new(on, days[at].Spend + spend, checked(days[at].Visits + 1)))
                : days.Insert(at, new(on, spend, 1));
        return this with { Days = visited };
    }

    /// <summary>Subtracts a refund from a day's spending. Does nothing if the day is no longer in the window.</summary>
    /// <param name="isWholeVisit">Whether the whole purchase was refunded, so that the visit no longer counts.</param>
    public TierStanding RefundVisit(DateOnly on, Fen refunded, bool isWholeVisit)
    {
        for (var at = 0; at < Days.Length; at++)
        {
            if (Days[at].On != on)
                continue;
            var left = new DailySpend(
                on,
                Days[at].Spend - Fen.Min(refunded, Days[at].Spend),
                Math.Max(0, Days[at].Visits - (isWholeVisit ? 1 : 0))
            );
            return this with
            {
                Days = left is { Visits: 0 } && left.Spend == Fen.Zero ? Days.RemoveAt(at) : Days.SetItem(at, left),
            };
        }
        return this;
    }

    /// <summary>Adds a tier. It does not start before the present one.</summary>
    /// <param name="reachedBy">What the tier was reached by; null for a review.</param>
    public TierStanding ChangeTier(string tier, DateTimeOffset since, TierQualification? reachedBy = null)
    {
        if (Newest is { } newest && newest.Since > since)
            since = newest.Since;
        var tiers = Tiers.Add(new(tier, since.ToUniversalTime()) { ReachedBy = reachedBy });
        return this with { Tiers = tiers.Length > TiersMax ? tiers[^TiersMax..] : tiers };
    }
}

/// <summary>A member's spending and visits of one business day.</summary>
public sealed record DailySpend(DateOnly On, Fen Spend, int Visits);
