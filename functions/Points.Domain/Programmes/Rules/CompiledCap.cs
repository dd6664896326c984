namespace Points.Domain.Programmes.Rules;

/// <summary>A cap as the engine runs it, with the indexes of the rules that it limits.</summary>
internal sealed record CompiledCap(Cap Cap, int[] RuleIndexes, bool IsAboutMember)
{
    public static CompiledCap Compile(Cap cap, CompiledRule[] rules)
    {
        int[] indexes =
        [
            .. Enumerable
                .Range(0, rules.Length)
                .Where(at => cap.Rules.IsEmpty || cap.Rules.Contains(rules[at].Id, StringComparer.Ordinal)),
        ];
        return new(cap, indexes, !cap.Rules.IsEmpty && indexes.Any(at => rules[at].When.IsAboutMember));
    }

    /// <summary>Removes the points above the cap.</summary>
    /// <returns>How many points it removed, and why; null if none.</returns>
    public Explanation? Apply(ref EarningTally tally, LimitCounters counters, DateOnly today)
    {
        var used = Cap.Per == LimitPeriod.Order ? 0 : counters.Used(Cap.CounterId, Cap.Per.PeriodKey(today));
        if (tally.LimitTo(RuleIndexes, Math.Max(0, Cap.Points.Value - used)) is not { } removed)
            return null;
        var already = used == 0 ? "" : FormattableString.Invariant($", {used} already used");
        // What is used already comes from the member's other purchases.
        return new(
            Cap.Id,
            removed,
            $"at most {Cap.Points.ToPhrase()} {Cap.Per.ToPhrase()}{already}",
            IsAboutMember || used > 0
        );
    }

    /// <summary>
    /// What the capped rules earned. A fraction of a point counts as a whole one, so that many small orders cannot
    /// exceed the cap.
    /// </summary>
    /// <returns>Null if the cap is for one order, or if nothing was earned.</returns>
    public LimitCounter? FindUse(ref EarningTally tally, DateOnly today)
    {
        if (Cap.Per == LimitPeriod.Order)
            return null;
        var used = Cap.Rules.IsEmpty ? tally.Points.Value : tally.RoundUp(tally.SumOf(RuleIndexes));
        return used == 0 ? null : new(Cap.CounterId, Cap.Per.PeriodKey(today), used);
    }
}
