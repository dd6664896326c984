using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Points.Domain.Ledger;

namespace Points.Domain.Settling;

/// <summary>
/// Recomputes a closed period from the wallets' ledgers and holds its accounts against that, in both directions. It may be
/// cut off and goes on where it was, page by page.
/// </summary>
public sealed class PeriodReconciler(
    ISettlementAccounts accounts,
    IStatements statements,
    IStatementLineFiles files,
    ILedger ledger,
    LedgerFlowReader flows,
    IDisputes disputes,
    IReconciliations kept
)
{
    /// <summary>How far a store's clock may be from an instance's.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Lines are looked for in so many periods after their own.</summary>
    private const int LatePeriodsMax = 24;

    private const int LinesAtOnce = 100,
        EntriesAtOnce = 16;

    /// <param name="usesStoreTime">Whether the store's time is the entries' own, so that what was written earlier need not be read.</param>
    /// <returns>How far it has come: not to the end where somebody has begun it anew meanwhile.</returns>
    public async Task<Reconciliation> Run(SettlementPeriod period, bool usesStoreTime, CancellationToken ct)
    {
        var (state, version) = await kept.Find(period, ct) ?? (new(period), null!);
        await foreach (var next in RunSteps(state, usesStoreTime ? period.Start - ClockTolerance : null, ct))
        {
            if (await kept.TrySave(next, version, ct) is not { } written)
                return state;
            (state, version) = (next, written);
        }
        return state;
    }

    private async IAsyncEnumerable<Reconciliation> RunSteps(
        Reconciliation state,
        DateTimeOffset? since,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        while (!state.IsLedgerRead)
            yield return state = await CheckLedgerPage(state, since, ct);
        await foreach (var account in accounts.List(state.Period, null, ct))
            if (string.CompareOrdinal(account.ToString(), state.LastAccount) > 0)
                yield return state = (await CheckAccount(state, account, ct)) with { LastAccount = account.ToString() };
        if (!state.IsDone)
            yield return state.AddDifferences(await CheckFiles(state.Period, ct)) with
            {
                IsDone = true,
            };
    }

    /// <summary>What the ledger has must be in the accounts.</summary>
    private async Task<Reconciliation> CheckLedgerPage(
        Reconciliation state,
        DateTimeOffset? since,
        CancellationToken ct
    )
    {
        var page = await ledger.ReadPage(state.LedgerPosition, since, ct);
        var (entries, found) = (
            page.Entries.Where(it => SettlementPeriod.Containing(it.Entry.At) == state.Period).ToArray(),
            new ConcurrentBag<ReconciliationDifference>()
        );
        var (lines, late) = (0L, 0L);
        await Parallel.ForEachAsync(
            entries,
            new ParallelOptions { MaxDegreeOfParallelism = EntriesAtOnce, CancellationToken = ct },
            async (it, _) =>
            {
                foreach (var flow in await ReadFlows(it.Wallet, it.Entry, found, ct))
                {
                    var (isLate, differences) = await CheckFlow(flow, ct);
                    foreach (var difference in differences)
                        found.Add(difference);
                    Interlocked.Add(ref lines, SettlementLine.FromFlow(flow).Count());
                    if (isLate)
                        Interlocked.Add(ref late, SettlementLine.FromFlow(flow).Count());
                }
            }
        );
        return state.AddDifferences([
            .. page.Unreadable.Select(CreateUnreadable),
            .. found.OrderBy(it => it.Line, StringComparer.Ordinal),
        ]) with
        {
            LedgerPosition = page.ContinuationToken,
            IsLedgerRead = page.IsLast,
            EntryCount = state.EntryCount + entries.Length,
            LineCount = state.LineCount + lines,
            LateLineCount = state.LateLineCount + late,
        };
    }

    private async Task<IReadOnlyList<PointsFlow>> ReadFlows(
        WalletId wallet,
        LedgerEntry entry,
        ConcurrentBag<ReconciliationDifference> found,
        CancellationToken ct
    )
    {
        try
        {
            return await flows.ReadFlows(wallet, entry, ct);
        }
        catch (InvalidDataException)
        {
            found.Add(CreateUnreadable(entry.EntryId));
            return [];
        }
    }

    /// <summary>All sides of a flow are in one period: its own, or the first after it that was open when it came.</summary>
    private async Task<(bool IsLate, IEnumerable<ReconciliationDifference> Differences)> CheckFlow(
        PointsFlow flow,
        CancellationToken ct
    )
    {
        var (expected, period) = (SettlementLine.FromFlow(flow).ToArray(), SettlementPeriod.Containing(flow.At));
        for (var late = 0; late <= LatePeriodsMax; late++, period = period.Next)
        {
            var there = await Task.WhenAll(
                expected.Select(line =>
                    accounts.FindLine(AccountKey.ForLine(line) with { Period = period }, line.LineId, ct)
                )
            );
            if (there.All(line => line is null))
                continue;
            return (
                late > 0,
                expected
                    .Zip(there)
                    .Where(it => it.First != it.Second)
                    .Select(it =>
                        CreateDifference(
                            it.First,
                            it.Second is null ? DifferenceKind.Missing : DifferenceKind.Different
                        )
                    )
            );
        }
        return (false, expected.Select(line => CreateDifference(line, DifferenceKind.Missing)));
    }

    /// <summary>What an account has must be in the ledger, or follow from a dispute that was won.</summary>
    private async Task<Reconciliation> CheckAccount(Reconciliation state, AccountKey account, CancellationToken ct)
    {
        await foreach (var lines in accounts.ListLines(account, ct).Chunk(LinesAtOnce))
        {
            var isRight = await Task.WhenAll(lines.Select(line => IsExpected(line, account, ct)));
            state = state.AddDifferences([
                .. lines.Where((_, i) => !isRight[i]).Select(line => CreateDifference(line, DifferenceKind.Unexpected)),
            ]);
        }
        return state;
    }

    private async Task<bool> IsExpected(SettlementLine line, AccountKey account, CancellationToken ct)
    {
        if (AccountKey.ForLine(line) with { Period = account.Period } != account)
            return false;
        if (line.Flow.IsCorrection)
            return await IsAcceptedCorrection(line, ct);
        try
        {
            return await ledger.Find(line.Flow.Wallet.MemberId, line.Flow.EntryId, ct) is var (wallet, entry)
                && (await flows.ReadFlows(wallet, entry, ct)).Contains(line.Flow);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private async Task<bool> IsAcceptedCorrection(SettlementLine line, CancellationToken ct)
    {
        foreach (var merchant in (string?[])[line.Flow.IssuerMerchantId, line.Flow.OtherMerchantId])
            if (
                merchant is not null
                && line.Flow.Reference is { } id
                && await disputes.Find(merchant, id, ct) is { Dispute: { Status: DisputeStatus.Accepted } won }
            )
                return won.Line.Flow.CreateCorrection(won.DisputeId, won.AnsweredAt!.Value) == line.Flow;
        return false;
    }

    private async Task<IReadOnlyCollection<ReconciliationDifference>> CheckFiles(
        SettlementPeriod period,
        CancellationToken ct
    )
    {
        var found = new List<ReconciliationDifference>();
        await foreach (var statement in statements.List(period, null, ct))
            if (await files.FindHash(period, statement.Holder, ct) != statement.Sha256)
                found.Add(new($"{period}", DifferenceKind.File, statement.Holder.ToString(), null));
        return found;
    }

    private static ReconciliationDifference CreateUnreadable(string entryId) =>
        new(entryId, DifferenceKind.Unreadable, null, entryId);

    private static ReconciliationDifference CreateDifference(SettlementLine line, DifferenceKind kind) =>
        new(line.LineId, kind, line.Holder.ToString(), line.Flow.EntryId);
}
