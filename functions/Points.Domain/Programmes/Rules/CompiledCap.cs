namespace Points.Domain.Programmes.Rules;

/// <summary>A cap with the positions of the rules that it limits.</summary>
internal sealed record CompiledCap(Cap Cap, int[] RuleIndexes, bool IsAboutMember)
{
    public static CompiledCap Compile(Cap cap, CompiledRule[] rules)
    {
        int[] positions =
        [
            .. Enumerable
                .Range(0, rules.Length)
                .Where(at => cap.Rules.IsEmpty || cap.Rules.Contains(rules[at].Id, StringComparer.Ordinal)),
        ];
        return new(cap, positions, !cap.Rules.IsEmpty && positions.Any(at => rules[at].When.IsAboutMember));
    }

    /// <summary>Cuts what is beyond the cap.</summary>
    /// <returns>Null if it does not bite.</returns>
    public Explanation? Apply(ref EarningTally tally, LimitCounters counters, DateOnly today)
    {
        var used = Cap.Per == LimitPeriod.Order ? 0 : counters.Used(Cap.CounterId, Cap.Per.PeriodKey(today));
        return tally.LimitTo(RuleIndexes, Math.Max(0, Cap.Points.Value - used)) is { } cut
            ? new(
                Cap.Id,
                cut,
                FormattableString.Invariant(
                    $"at most {Cap.Points} points {Cap.Per.ToPhrase()}{(used == 0 ? "" : $", {used} of them before")}"
                ),
                IsAboutMember
            )
            : null;
    }

    /// <summary>Counts what is left of its rules; a begun point counts as one, so that many small orders cannot pass the cap.</summary>
    public LimitCounters CountUse(ref EarningTally tally, LimitCounters counters, DateOnly today)
    {
        if (Cap.Per == LimitPeriod.Order)
            return counters;
        var used = Cap.Rules.IsEmpty ? tally.Points.Value : tally.RoundUp(tally.SumOf(RuleIndexes));
        return counters.Add(Cap.CounterId, Cap.Per.PeriodKey(today), used);
    }
}
