using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Points.Domain.Ledger;

namespace Points.Domain.Settling;

/// <summary>Compares a closed period with the ledgers that it follows from.</summary>
/// <param name="UsesStoreTime">
/// Whether entries are booked by the store's clock. Then entries that were stored before the period need not be read.
/// </param>
public sealed record ReconcilePeriod(SettlementPeriod Period, bool UsesStoreTime);

/// <summary>
/// Recomputes a closed period from the wallets' ledgers and compares it with the accounts, in both directions. It
/// saves its progress page by page, so an interrupted run continues where it stopped.
/// </summary>
public sealed class ReconcilePeriodHandler(
    ISettlementAccounts accounts,
    ISettlementPeriods periods,
    IStatementLineFiles files,
    ILedger ledger,
    ILedgerKeys ledgers,
    LedgerFlowReader flows,
    RedemptionSettlement redemptions,
    BookedFlows booked,
    IDisputes disputes
)
{
    /// <summary>The largest difference between a store's clock and an instance's.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private const int LinesAtOnce = 100,
        EntriesAtOnce = 16;

    /// <returns>
    /// The progress so far. It is not at the end if another run has restarted the reconciliation meanwhile.
    /// </returns>
    public async Task<Reconciliation> Handle(ReconcilePeriod command, CancellationToken ct)
    {
        var period = command.Period;
        DateTimeOffset? since = command.UsesStoreTime ? period.Start - ClockTolerance : null;
        var saved = await periods.FindReconciliation(period, ct);
        var (state, version) = (saved?.Reconciliation ?? new(period), saved?.Version);
        await foreach (var next in RunSteps(state, since, ct))
        {
            if (await periods.TrySaveReconciliation(next, version, ct) is not { } savedVersion)
                return state;
            (state, version) = (next, savedVersion);
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

    /// <summary>Checks that the accounts have every line that follows from a page of the ledger.</summary>
    private async Task<Reconciliation> CheckLedgerPage(
        Reconciliation state,
        DateTimeOffset? since,
        CancellationToken ct
    )
    {
        var page = await ledger.ReadPage(state.LedgerPosition, since, ct);
        var entries = page.Entries.Where(it => SettlementPeriod.Containing(it.Entry.At) == state.Period).ToArray();
        var found = new ConcurrentBag<ReconciliationDifference>();
        var (lineCount, lateLineCount) = (0L, 0L);
        await Parallel.ForEachAsync(
            entries,
            new ParallelOptions { MaxDegreeOfParallelism = EntriesAtOnce, CancellationToken = ct },
            async (it, _) =>
            {
                foreach (var flow in await ReadSettled(it.Wallet, it.Entry, found, ct))
                {
                    var (isLate, differences) = await booked.Check(flow, ct);
                    foreach (var difference in differences)
                        found.Add(difference);
                    var flowLineCount = SettlementLine.FromFlow(flow).Count();
                    Interlocked.Add(ref lineCount, flowLineCount);
                    if (isLate)
                        Interlocked.Add(ref lateLineCount, flowLineCount);
                }
            }
        );
        return state.AddDifferences([
            .. page.Unreadable.Select(ReconciliationDifference.OfUnreadableEntry),
            .. found.OrderBy(it => it.Line, StringComparer.Ordinal),
        ]) with
        {
            LedgerPosition = page.ContinuationToken,
            IsLedgerRead = page.IsLast,
            EntryCount = state.EntryCount + entries.Length,
            LineCount = state.LineCount + lineCount,
            LateLineCount = state.LateLineCount + lateLineCount,
        };
    }

    private async Task<IReadOnlyList<PointsFlow>> ReadSettled(
        WalletId wallet,
        LedgerEntry entry,
        ConcurrentBag<ReconciliationDifference> found,
        CancellationToken ct
    )
    {
        try
        {
            return await (await flows.ReadFlows(wallet, entry, ct))
                .ToAsyncEnumerable()
                .Where(async (flow, token) => await redemptions.IsSettled(flow, token))
                .ToArrayAsync(ct);
        }
        catch (InvalidDataException)
        {
            found.Add(ReconciliationDifference.OfUnreadableEntry(entry.EntryId));
            return [];
        }
    }

    /// <summary>Checks that each line of an account follows from the ledger or from an accepted dispute.</summary>
    private async Task<Reconciliation> CheckAccount(
        Reconciliation state,
        SettlementAccountKey account,
        CancellationToken ct
    )
    {
        await foreach (var lines in accounts.ListLines(account, ct).Chunk(LinesAtOnce))
        {
            var isExpected = await Task.WhenAll(lines.Select(line => IsExpected(line, account, ct)));
            var redemptionDifferences = await Task.WhenAll(lines.Select(line => CheckRedemption(line, state, ct)));
            state = state.AddDifferences([
                .. lines
                    .Where((_, i) => !isExpected[i])
                    .Select(line => ReconciliationDifference.OfLine(line, DifferenceKind.Unexpected)),
                .. redemptionDifferences.OfType<ReconciliationDifference>().Distinct().Except(state.Differences),
            ]);
        }
        return state;
    }

    private async Task<bool> IsExpected(SettlementLine line, SettlementAccountKey account, CancellationToken ct)
    {
        if (SettlementAccountKey.ForLine(line) with { Period = account.Period } != account)
            return false;
        if (line.Flow.IsCorrection)
            return await IsAcceptedCorrection(line.Flow, ct);
        try
        {
            var memberId = await ledgers.ResolveMember(line.Flow.LedgerKey, ct);
            return await ledger.Find(memberId, line.Flow.EntryId, ct) is var (wallet, entry)
                && (await flows.ReadFlows(wallet, entry, ct)).Contains(line.Flow)
                && await redemptions.IsSettled(line.Flow, ct);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Adds up a redemption of which the line returns or corrects something: once for each issuer.</summary>
    private async Task<ReconciliationDifference?> CheckRedemption(
        SettlementLine line,
        Reconciliation state,
        CancellationToken ct
    )
    {
        if (line.Side != LineSide.Issuer || line.Flow is { Kind: FlowKind.Consumed, IsCorrection: false })
            return null;
        try
        {
            var flow = line.Flow.IsCorrection ? (await FindDispute(line.Flow, ct))?.Line.Flow : line.Flow;
            return flow is null ? null : await booked.AddUpRedemption(flow, state.Period, ct);
        }
        catch (InvalidDataException)
        {
            return null; // The entry is reported as one that cannot be read.
        }
    }

    private async Task<bool> IsAcceptedCorrection(PointsFlow correction, CancellationToken ct) =>
        await FindDispute(correction, ct) is { Status: DisputeStatus.Accepted, Line.Flow: var corrected }
        && await disputes.FindCorrection(corrected, ct) is var (claimed, _)
        && claimed.CreateFlow(corrected) is { } expected
        && correction.IsSameCorrection(expected);

    /// <summary>
    /// Finds the dispute that a correction names. Either merchant of the flow may have raised it.
    /// </summary>
    private async Task<Dispute?> FindDispute(PointsFlow correction, CancellationToken ct)
    {
        foreach (var merchantId in (string?[])[correction.IssuerMerchantId, correction.CounterpartyId])
            if (
                merchantId is not null
                && correction.Reference is { } disputeId
                && await disputes.Find(merchantId, disputeId, ct) is var (dispute, _)
            )
                return dispute;
        return null;
    }

    private async Task<IReadOnlyCollection<ReconciliationDifference>> CheckFiles(
        SettlementPeriod period,
        CancellationToken ct
    )
    {
        var found = new List<ReconciliationDifference>();
        await foreach (var statement in periods.ListStatements(period, after: null, ct))
            if (await files.FindHash(period, statement.Holder, ct) != statement.Sha256)
                found.Add(ReconciliationDifference.OfFile(statement));
        return found;
    }
}
