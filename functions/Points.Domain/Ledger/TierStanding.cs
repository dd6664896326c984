using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>
/// Which tier a member has and had, and what they spent on which day of the qualifying window. It counts what was earned
/// by spending, never the balance. At most one line a day of the window.
/// </summary>
/// <param name="Tiers">Oldest first, as far back as purchases may still be posted late.</param>
/// <param name="Days">Oldest first.</param>
public sealed record TierStanding(ImmutableArray<TierSince> Tiers, ImmutableArray<DailySpend> Days)
{
    /// <summary>Changes that are remembered, for purchases that are posted late.</summary>
    private const int TiersMax = 10;

    public static readonly TierStanding None = new([], []);

    public string? Current => Tiers.IsEmpty ? null : Tiers[^1].Tier;

    /// <summary>The tier the member had then; null before the first.</summary>
    public string? TierAt(DateTimeOffset instant)
    {
        for (var i = Tiers.Length - 1; i >= 0; i--)
            if (Tiers[i].Since <= instant)
                return Tiers[i].Tier;
        return null;
    }

    public (Fen Spend, int Visits) SpendSince(DateOnly first)
    {
        var (spend, visits) = (Fen.Zero, 0);
        foreach (var day in Days)
            if (day.On >= first)
                (spend, visits) = (spend + day.Spend, checked(visits + day.Visits));
        return (spend, visits);
    }

    /// <summary>The highest level that the spending and the visits of the qualifying window reach.</summary>
    public TierLevel Qualified(Tiers tiers, DateOnly today)
    {
        var (spend, visits) = SpendSince(tiers.WindowStart(today));
        return tiers.FindQualifyingLevel(spend, visits);
    }

    /// <summary>Adds one visit; what is before the window's first day is forgotten.</summary>
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

    /// <summary>Takes back what was refunded of a visit's spending, and the visit itself where nothing is left of it. A day that has left the window is not there any more.</summary>
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

    /// <summary>From now on, or from the end of the tier before where that began later.</summary>
    public TierStanding ChangeTier(string tier, DateTimeOffset since)
    {
        if (!Tiers.IsEmpty && Tiers[^1].Since > since)
            since = Tiers[^1].Since;
        var tiers = Tiers.Add(new(tier, since.ToUniversalTime()));
        return this with { Tiers = tiers.Length > TiersMax ? tiers[^TiersMax..] : tiers };
    }
}

public sealed record TierSince(string Tier, DateTimeOffset Since);

public sealed record DailySpend(DateOnly On, Fen Spend, int Visits);
