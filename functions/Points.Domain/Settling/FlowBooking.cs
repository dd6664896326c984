using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Points.Domain.Settling;

/// <summary>
/// Books flows into accounts: each side once, and all sides of a flow in the same period. The leading side, the
/// issuer's, is booked first and decides the period: the first one, from the flow's own time on, whose account is not
/// sealed. So the accounts of every period add up to zero, even if flows arrive late, twice, or in another order.
/// </summary>
public sealed class FlowBooking(ISettlementAccounts accounts)
{
    private const int AccountsAtOnce = 8;

    /// <summary>A hundred years of months: a flow that no account takes by then is an error.</summary>
    private const int PeriodsMax = 1_200;

    /// <returns>
    /// The flows with a side that was not booked, each with its exception. Booking the same flows again is safe.
    /// </returns>
    public async Task<IReadOnlyDictionary<PointsFlow, Exception>> Book(
        IReadOnlyCollection<PointsFlow> flows,
        CancellationToken ct
    )
    {
        var faults = new ConcurrentDictionary<PointsFlow, Exception>();
        var placed = new ConcurrentBag<(PointsFlow Flow, SettlementPeriod Period)>();
        await ForEachAccount(
            flows.Select(SettlementLine.FindLeading).OfType<SettlementLine>().GroupBy(SettlementAccountKey.ForLine),
            faults,
            async (account, lines) =>
            {
                await foreach (var (period, line) in BookLeadingLines(account, lines, ct))
                    placed.Add((line.Flow, period));
            },
            ct
        );
        await BookFollowingLines(placed, faults, ct);
        return faults;
    }

    /// <summary>
    /// Books the following sides of flows whose leading lines are booked in a period. It finishes a booking that
    /// stopped between the two.
    /// </summary>
    public async Task CompleteFlows(IEnumerable<(PointsFlow Flow, SettlementPeriod Period)> flows, CancellationToken ct)
    {
        var faults = new ConcurrentDictionary<PointsFlow, Exception>();
        await BookFollowingLines(flows, faults, ct);
        if (faults.Values.FirstOrDefault() is { } anyFault)
            throw anyFault;
    }

    private Task BookFollowingLines(
        IEnumerable<(PointsFlow Flow, SettlementPeriod Period)> flows,
        ConcurrentDictionary<PointsFlow, Exception> faults,
        CancellationToken ct
    )
    {
        var following =
            from it in flows
            from line in SettlementLine.FindFollowing(it.Flow)
            group line by SettlementAccountKey.ForLine(line) with
            {
                Period = it.Period,
            };
        return ForEachAccount(
            following,
            faults,
            async (account, lines) =>
            {
                // An account is sealed only when it has all its lines, so a sealed account already has these.
                if (await accounts.Append(account, lines, ct) is [var missing, ..])
                    throw new InvalidOperationException($"{account} is sealed without its line {missing.LineId}");
            },
            ct
        );
    }

    /// <summary>Appends leading lines to the first account that is not sealed to them, period by period.</summary>
    private async IAsyncEnumerable<(SettlementPeriod Period, SettlementLine Line)> BookLeadingLines(
        SettlementAccountKey account,
        IReadOnlyList<SettlementLine> lines,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        for (var tried = 0; tried < PeriodsMax; tried++)
        {
            var late = await accounts.Append(account, lines, ct);
            foreach (var line in lines.Except(late))
                yield return (account.Period, line);
            if (late.Count == 0)
                yield break;
            (account, lines) = (account with { Period = account.Period.Next }, late);
        }
        throw new InvalidOperationException($"no account up to {account} takes line {lines[0].LineId}");
    }

    /// <summary>
    /// Appends lines to their accounts, a few accounts at once. A failed append does not stop the others.
    /// </summary>
    private static Task ForEachAccount(
        IEnumerable<IGrouping<SettlementAccountKey, SettlementLine>> groups,
        ConcurrentDictionary<PointsFlow, Exception> faults,
        Func<SettlementAccountKey, IReadOnlyList<SettlementLine>, Task> append,
        CancellationToken ct
    )
    {
        var chunks = groups.SelectMany(group =>
            group
                .DistinctBy(line => line.LineId)
                .Chunk(ISettlementAccounts.LinesPerAppendMax)
                .Select(lines => (Account: group.Key, Lines: lines))
        );
        return Parallel.ForEachAsync(
            chunks,
            new ParallelOptions { MaxDegreeOfParallelism = AccountsAtOnce, CancellationToken = ct },
            async (chunk, _) =>
            {
                try
                {
                    await append(chunk.Account, chunk.Lines);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    foreach (var line in chunk.Lines)
                        faults[line.Flow] = fault;
                }
            }
        );
    }
}
