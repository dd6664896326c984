namespace Points.Domain.Settling;

/// <summary>Finds statements: as they were written, or as they stand so far.</summary>
public sealed class StatementReader(IStatements statements, ISettlementAccounts accounts)
{
    /// <summary>A holder's statements of periods that are closed, newest first.</summary>
    /// <param name="before">Only of periods before this one; null for all.</param>
    public async Task<IReadOnlyList<Statement>> ListClosed(
        AccountHolder holder,
        SettlementPeriod? before,
        int limit,
        CancellationToken ct
    )
    {
        var found = await statements.List(holder, before, limit, ct);
        // A close writes statements before it ends: those of a period that is being closed come first.
        var closing = 0;
        while (
            closing < found.Count && (await statements.Find(found[closing].Period, ct))?.Status != PeriodStatus.Closed
        )
            closing++;
        return [.. found.Skip(closing)];
    }

    /// <returns>Null where the holder has no lines in the period.</returns>
    public async Task<(Statement Statement, PeriodStatus Status)?> Find(
        AccountHolder holder,
        SettlementPeriod period,
        CancellationToken ct
    )
    {
        if (await statements.Find(period, ct) is not { Status: var status })
            return null;
        if (await statements.Find(holder, period, ct) is { } written && status == PeriodStatus.Closed)
            return (written, status);
        var totals = new SortedDictionary<string, AccountTotals>(StringComparer.Ordinal);
        await foreach (var account in accounts.List(period, holder, ct))
            totals[account.ProgrammeId] =
                totals.GetValueOrDefault(account.ProgrammeId, AccountTotals.Zero)
                + (await accounts.GetState(account, ct)).Totals;
        var programmes = totals
            .Where(it => it.Value.LineCount > 0)
            .Select(it => new ProgrammeStatement(it.Key, it.Value))
            .ToArray();
        return programmes.Length == 0 ? null : (new(period, holder, [.. programmes], Sha256: null), status);
    }
}
