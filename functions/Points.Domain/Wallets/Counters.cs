using System.Collections.Immutable;

namespace Points.Domain.Wallets;

/// <summary>
/// How much of a limit a member has used in its present period. One counter a limit: as points are booked in the order
/// of time, a new period replaces the one before.
/// </summary>
public sealed record Counters(ImmutableArray<Counter> All)
{
    public static readonly Counters None = new([]);

    public long Used(string limit, string period)
    {
        foreach (var counter in All)
            if (counter.Limit == limit) return counter.Period == period ? counter.Used : 0;
        return 0;
    }

    public Counters Add(string limit, string period, long used)
    {
        if (used == 0) return this;
        var next = new Counter(limit, period, checked(Used(limit, period) + used));
        for (var i = 0; i < All.Length; i++)
            if (All[i].Limit == limit) return new(All.SetItem(i, next));
        return new(All.Add(next));
    }

    /// <summary>Takes back what was counted in a period; where that is over there is nothing left to take it from.</summary>
    public Counters Subtract(string limit, string period, long used) => Used(limit, period) is > 0 and var now ? Add(limit, period, -Math.Min(now, used)) : this;

    /// <summary>Drops what the terms no longer limit, so that a wallet never holds more counters than its programme has limits.</summary>
    public Counters Only(Func<string, bool> isLimit) => All.All(counter => isLimit(counter.Limit)) ? this : new([.. All.Where(counter => isLimit(counter.Limit))]);
}

/// <param name="Limit">Its id in the terms, as <c>cap:daily</c> or <c>action:share</c>.</param>
/// <param name="Period">As <c>2027-03</c>; empty where a limit holds for ever.</param>
public sealed record Counter(string Limit, string Period, long Used);
