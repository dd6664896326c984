using Points.Domain.Ledger;
using Points.Domain.Wallets;

namespace Points.Domain.Programmes.Rules;

/// <summary>A cap with the positions of the rules that it limits.</summary>
internal sealed record CompiledCap(Cap Cap, int[] Rules, bool IsAboutMember)
{
    public static CompiledCap Of(Cap cap, CompiledRule[] rules)
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
    public Explanation? Cut(ref Tally tally, Counters counters, DateOnly today)
    {
        var used = Cap.Per == Per.Order ? 0 : counters.Used(Cap.Limit, Cap.Per.PeriodOf(today));
        return tally.Limit(Rules, Math.Max(0, Cap.Points.Value - used)) is { } cut
            ? new(
                Cap.Id,
                cut,
                FormattableString.Invariant(
                    $"at most {Cap.Points} points {Cap.Per.Words()}{(used == 0 ? "" : $", {used} of them before")}"
                ),
                IsAboutMember
            )
            : null;
    }

    /// <summary>Counts what is left of its rules; a begun point counts as one, so that many small orders cannot pass the cap.</summary>
    public Counters Count(ref Tally tally, Counters counters, DateOnly today)
    {
        if (Cap.Per == Per.Order)
            return counters;
        var used = Cap.Rules.IsEmpty ? tally.Points.Value : tally.RoundedUp(tally.Sum(Rules));
        return counters.Add(Cap.Limit, Cap.Per.PeriodOf(today), used);
    }
}
