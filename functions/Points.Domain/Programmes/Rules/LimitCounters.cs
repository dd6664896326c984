using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// How much of a limit a member has used in its present period. One counter a limit: a new period replaces the one
/// before.
/// </summary>
public sealed record LimitCounters(ImmutableArray<LimitCounter> All)
{
    public static readonly LimitCounters None = new([]);

    public long Used(string limit, string period) =>
        Find(limit) is { } counter && CountsTowards(counter, period) ? counter.Used : 0;

    public LimitCounters Add(string limit, string period, long used)
    {
        if (used == 0)
            return this;
        if (Find(limit) is not { } counter)
            return new(All.Add(new(limit, period, used)));
        return new(
            All.Replace(
                counter,
                CountsTowards(counter, period)
                    ? counter with
                    {
                        Used = checked(counter.Used + used),
                    }
                    : new(limit, period, used)
            )
        );
    }

    /// <summary>Takes back what was counted in a period; where that is over there is nothing left to take it from.</summary>
    public LimitCounters Subtract(string limit, string period, long used) =>
        Find(limit) is { } counter && counter.Period == period
            ? new(All.Replace(counter, counter with { Used = Math.Max(0, counter.Used - used) }))
            : this;

    /// <summary>Drops what the terms no longer limit, so that a wallet never holds more counters than its programme has limits.</summary>
    public LimitCounters KeepLimits(Func<string, bool> isLimit) =>
        All.All(counter => isLimit(counter.Limit)) ? this : new([.. All.Where(counter => isLimit(counter.Limit))]);

    private LimitCounter? Find(string limit)
    {
        foreach (var counter in All)
            if (counter.Limit == limit)
                return counter;
        return null;
    }

    /// <summary>Whether something of that period counts here. An instance whose clock is behind must not begin the period anew that is over for others.</summary>
    private static bool CountsTowards(LimitCounter counter, string period) =>
        counter.Period.Length == period.Length && string.CompareOrdinal(period, counter.Period) <= 0;
}

/// <param name="Limit">Its id in the terms, as <c>cap:daily</c> or <c>action:share</c>.</param>
/// <param name="Period">As <c>2027-03</c>; empty where a limit holds for ever.</param>
public sealed record LimitCounter(string Limit, string Period, long Used);
