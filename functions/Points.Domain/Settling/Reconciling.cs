using Points.Domain.Ports;

namespace Points.Domain.Settling;

/// <summary>
/// Recomputes a closed period from the wallets' ledgers and holds its accounts against that, in both directions. It may be
/// cut off and goes on where it was, page by page.
/// </summary>
public sealed class Reconciling(ISettlementAccounts accounts, IStatements statements, ILineFiles files, ILedger ledger, LedgerFlows flows, IDisputes disputes, IReconciliations kept)
{
    /// <summary>How far a store's clock may be from an instance's.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Lines are looked for in so many periods after their own.</summary>
    private const int LateMax = 24;

    private const int LinesAtOnce = 100;

    /// <param name="storeTime">Whether the store's time is the entries' own, so that what was written earlier need not be read.</param>
    public async Task<Reconciliation> Run(SettlementPeriod period, bool storeTime, CancellationToken ct)
    {
        var state = await kept.Find(period, ct) ?? new(period);
        var present = await accounts.Of(period, null, ct).ToArrayAsync(ct);
        while (!state.IsLedgerRead) await kept.Put(state = await ReadOn(state, storeTime ? period.Begin - ClockTolerance : null, ct), ct);
        foreach (var account in present.Where(account => string.CompareOrdinal(account.ToString(), state.AccountRead) > 0))
            await kept.Put(state = (await LookThrough(state, account, ct)) with { AccountRead = account.ToString() }, ct);
        if (!state.IsDone) await kept.Put(state = state.With(await FilesAtFault(period, ct)) with { IsDone = true }, ct);
        return state;
    }

    /// <summary>What the ledger has must be in the accounts.</summary>
    private async Task<Reconciliation> ReadOn(Reconciliation state, DateTimeOffset? since, CancellationToken ct)
    {
        var page = await ledger.Read(state.LedgerRead, since, ct);
        var found = page.Unreadable.Select(id => new Difference(id, DifferenceKind.Unreadable, null, id)).ToList();
        var (entries, lines, late) = (0L, 0L, 0L);
        foreach (var (wallet, entry) in page.Entries.Where(it => SettlementPeriod.Of(it.Entry.At) == state.Period))
        {
            entries++;
            foreach (var flow in await flows.Of(wallet, entry, ct))
            {
                var (isLate, differences) = await LookFor(flow, ct);
                found.AddRange(differences);
                lines += SettlementLine.Of(flow).Count();
                if (isLate) late += SettlementLine.Of(flow).Count();
            }
        }
        return state.With(found) with
        {
            LedgerRead = page.End, IsLedgerRead = page.IsLast, Entries = state.Entries + entries, Lines = state.Lines + lines, Late = state.Late + late,
        };
    }

    /// <summary>All sides of a flow are in one period: its own, or the first after it that was open when it came.</summary>
    private async Task<(bool IsLate, IEnumerable<Difference> Differences)> LookFor(PointsFlow flow, CancellationToken ct)
    {
        var (expected, period) = (SettlementLine.Of(flow).ToArray(), SettlementPeriod.Of(flow.At));
        for (var late = 0; late <= LateMax; late++, period = period.Next)
        {
            var there = await Task.WhenAll(expected.Select(line => accounts.Line(AccountKey.Of(line) with { Period = period }, line.LineId, ct)));
            if (there[0] is null && there.All(line => line is null)) continue;
            return (late > 0, expected.Zip(there).Where(it => it.First != it.Second)
                .Select(it => Of(it.First, it.Second is null ? DifferenceKind.Missing : DifferenceKind.Different)));
        }
        return (false, expected.Select(line => Of(line, DifferenceKind.Missing)));
    }

    /// <summary>What an account has must be in the ledger, or follow from a dispute that was won.</summary>
    private async Task<Reconciliation> LookThrough(Reconciliation state, AccountKey account, CancellationToken ct)
    {
        await foreach (var lines in accounts.Lines(account, ct).Chunk(LinesAtOnce))
        {
            var isRight = await Task.WhenAll(lines.Select(line => IsRight(line, account, ct)));
            state = state.With([.. lines.Where((_, i) => !isRight[i]).Select(line => Of(line, DifferenceKind.Unexpected))]);
        }
        return state;
    }

    private async Task<bool> IsRight(SettlementLine line, AccountKey account, CancellationToken ct)
    {
        if (AccountKey.Of(line) with { Period = account.Period } != account) return false;
        if (line.Flow.IsCorrection) return await IsWon(line, ct);
        return await ledger.Find(line.Flow.Wallet, line.Flow.EntryId, ct) is { } entry && (await flows.Of(line.Flow.Wallet, entry, ct)).Contains(line.Flow);
    }

    private async Task<bool> IsWon(SettlementLine line, CancellationToken ct)
    {
        foreach (var merchant in (string?[])[line.Flow.Issuer, line.Flow.Other])
            if (merchant is not null && line.Flow.Reference is { } id && await disputes.Find(merchant, id, ct) is { Dispute: { Status: DisputeStatus.Accepted } won })
                return won.Line.Flow.Corrected(won.DisputeId, won.AnsweredAt!.Value) == line.Flow;
        return false;
    }

    private async Task<IReadOnlyCollection<Difference>> FilesAtFault(SettlementPeriod period, CancellationToken ct)
    {
        var found = new List<Difference>();
        await foreach (var statement in statements.Of(period, null, ct))
            if (await files.HashOf(period, statement.Holder, ct) != statement.Sha256) found.Add(new($"{period}", DifferenceKind.File, statement.Holder.ToString(), null));
        return found;
    }

    private static Difference Of(SettlementLine line, DifferenceKind kind) => new(line.LineId, kind, line.Holder.ToString(), line.Flow.EntryId);
}
