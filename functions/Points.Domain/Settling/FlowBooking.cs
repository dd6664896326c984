using System.Collections.Concurrent;

namespace Points.Domain.Settling;

/// <summary>
/// Books flows into accounts: each side once, and all sides of a flow in the same period. The issuer's side comes first and
/// says which period that is: the first, from the flow's own time on, whose account is not sealed. So every period's accounts
/// add up to nothing, whatever comes late, twice, or in another order.
/// </summary>
public sealed class FlowBooking(ISettlementAccounts accounts)
{
    private const int AccountsAtOnce = 8;

    /// <summary>What is later than a century is a mistake.</summary>
    private const int PeriodsMax = 1_200;

    /// <returns>The flows that were not booked with all their sides, and why not. The same flows again are safe.</returns>
    public async Task<IReadOnlyDictionary<PointsFlow, Exception>> Book(
        IReadOnlyCollection<PointsFlow> flows,
        CancellationToken ct
    )
    {
        var faults = new ConcurrentDictionary<PointsFlow, Exception>();
        var placed = new ConcurrentBag<(PointsFlow Flow, SettlementPeriod Period)>();
        await ForEachAccount(
            flows.SelectMany(flow => SettlementLine.FromFlow(flow).Take(1)).GroupBy(AccountKey.ForLine),
            faults,
            async (account, lines) =>
            {
                await foreach (var (period, line) in BookIssuerLines(account, lines, ct))
                    placed.Add((line.Flow, period));
            },
            ct
        );
        await BookOtherLines(placed, faults, ct);
        return faults;
    }

    /// <summary>Books the other sides of flows whose issuers' lines are in a period: as the last step of whoever did not come to it.</summary>
    public async Task CompleteFlows(IEnumerable<(PointsFlow Flow, SettlementPeriod Period)> flows, CancellationToken ct)
    {
        var faults = new ConcurrentDictionary<PointsFlow, Exception>();
        await BookOtherLines(flows, faults, ct);
        if (!faults.IsEmpty)
            throw faults.Values.First();
    }

    private Task BookOtherLines(
        IEnumerable<(PointsFlow Flow, SettlementPeriod Period)> flows,
        ConcurrentDictionary<PointsFlow, Exception> faults,
        CancellationToken ct
    )
    {
        var following =
            from it in flows
            from line in SettlementLine.FromFlow(it.Flow).Skip(1)
            group line by AccountKey.ForLine(line) with
            {
                Period = it.Period,
            };
        return ForEachAccount(
            following,
            faults,
            async (account, lines) =>
            {
                // Who sealed it has seen to it that none is missing; they would have been found to be there.
                if (await accounts.Append(account, lines, ct) is [var missing, ..])
                    throw new InvalidOperationException(
                        $"line {missing.LineId} is missing in {account}, which is sealed"
                    );
            },
            ct
        );
    }

    /// <summary>Appends issuers' lines to the first account that takes them, from period to period.</summary>
    private async IAsyncEnumerable<(SettlementPeriod Period, SettlementLine Line)> BookIssuerLines(
        AccountKey account,
        IReadOnlyList<SettlementLine> lines,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
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

    /// <summary>Goes through accounts, a few at once. What fails in one keeps none of the others.</summary>
    private static Task ForEachAccount(
        IEnumerable<IGrouping<AccountKey, SettlementLine>> groups,
        ConcurrentDictionary<PointsFlow, Exception> faults,
        Func<AccountKey, IReadOnlyList<SettlementLine>, Task> append,
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
