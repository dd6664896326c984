namespace Points.Domain.Settling;

/// <summary>Finds statements: the final ones of closed periods, and those of open periods as they stand.</summary>
public sealed class StatementReader(ISettlementPeriods periods, ISettlementAccounts accounts)
{
    /// <summary>Lists a holder's statements of closed periods, newest first.</summary>
    /// <param name="before">Lists only periods before this one; null for all.</param>
    public async Task<IReadOnlyList<Statement>> ListClosed(
        AccountHolder holder,
        SettlementPeriod? before,
        int limit,
        CancellationToken ct
    )
    {
        var statements = await periods.ListStatements(holder, before, limit, ct);
        // A close writes statements before it ends, so the newest may be of a period that is not closed yet.
        var unfinished = 0;
        while (unfinished < statements.Count && !await IsClosed(statements[unfinished].Period, ct))
            unfinished++;
        return [.. statements.Skip(unfinished)];
    }

    /// <returns>Null if the holder has no lines in the period.</returns>
    public async Task<(Statement Statement, PeriodStatus Status)?> Find(
        AccountHolder holder,
        SettlementPeriod period,
        CancellationToken ct
    )
    {
        if (await periods.FindState(period, ct) is not { Status: var status })
            return null;
        if (await periods.FindStatement(holder, period, ct) is { } written && status == PeriodStatus.Closed)
            return (written, status);
        var totals = new SortedDictionary<string, SettlementAccountTotals>(StringComparer.Ordinal);
        await foreach (var account in accounts.List(period, holder, ct))
            totals[account.ProgrammeId] =
                totals.GetValueOrDefault(account.ProgrammeId, SettlementAccountTotals.Zero)
                + (await accounts.GetState(account, ct)).Totals;
        var programmes = totals
            .Where(it => it.Value.LineCount > 0)
            .Select(it => new ProgrammeStatement(it.Key, it.Value))
            .ToArray();
        return programmes.Length == 0 ? null : (new(period, holder, [.. programmes], Sha256: null), status);
    }

    private async Task<bool> IsClosed(SettlementPeriod period, CancellationToken ct) =>
        (await periods.FindState(period, ct))?.Status == PeriodStatus.Closed;
}
