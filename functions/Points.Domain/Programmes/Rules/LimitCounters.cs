using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// How much of each limit a member has used in its current period. There is one counter per limit: a new period
/// replaces the previous one.
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

    /// <summary>
    /// Takes back what was counted in a period. Does nothing if that period is no longer the current one.
    /// </summary>
    public LimitCounters Subtract(string limit, string period, long used) =>
        Find(limit) is { } counter && counter.Period == period
            ? new(All.Replace(counter, counter with { Used = Math.Max(0, counter.Used - used) }))
            : this;

    /// <summary>
    /// Drops counters of limits that the terms no longer have, so that a wallet never holds more counters than its
    /// programme has limits.
    /// </summary>
    public LimitCounters KeepLimits(Func<string, bool> isLimit) =>
        All.All(counter => isLimit(counter.Limit)) ? this : new([.. All.Where(counter => isLimit(counter.Limit))]);

    private LimitCounter? Find(string limit)
    {
        foreach (var counter in All)
            if (counter.Limit == limit)
                return counter;
        return null;
    }

    /// <summary>
    /// Whether use in that period counts with this counter. An earlier period does, too: an instance whose clock is
    /// behind must not start a period again that is over for other instances.
    /// </summary>
    private static bool CountsTowards(LimitCounter counter, string period) =>
        counter.Period.Length == period.Length && string.CompareOrdinal(period, counter.Period) <= 0;
}

/// <param name="Limit">The limit's counter id, such as <c>cap:daily</c> or <c>action:share</c>.</param>
/// <param name="Period">The period, such as <c>2027-03</c>; empty if the limit holds for ever.</param>
public sealed record LimitCounter(string Limit, string Period, long Used);
