using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Points.Domain.Ledger;
using Points.Domain.Ports;
using Points.Domain.Wallets;

namespace Points.Domain.Settling;

/// <summary>
/// Recomputes a closed period from the wallets' ledgers and holds its accounts against that, in both directions. It may be
/// cut off and goes on where it was, page by page.
/// </summary>
public sealed class Reconciling(
    ISettlementAccounts accounts,
    IStatements statements,
    ILineFiles files,
    ILedger ledger,
    LedgerFlows flows,
    IDisputes disputes,
    IReconciliations kept
)
{
    /// <summary>How far a store's clock may be from an instance's.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Lines are looked for in so many periods after their own.</summary>
    private const int LateMax = 24;

    private const int LinesAtOnce = 100,
        EntriesAtOnce = 16;

    /// <param name="storeTime">Whether the store's time is the entries' own, so that what was written earlier need not be read.</param>
    /// <returns>How far it has come: not to the end where somebody has begun it anew meanwhile.</returns>
    public async Task<Reconciliation> Run(SettlementPeriod period, bool storeTime, CancellationToken ct)
    {
        var (state, version) = await kept.Find(period, ct) ?? (new(period), null!);
        await foreach (var next in Steps(state, storeTime ? period.Begin - ClockTolerance : null, ct))
        {
            if (await kept.Put(next, version, ct) is not { } written)
                return state;
            (state, version) = (next, written);
        }
        return state;
    }

    private async IAsyncEnumerable<Reconciliation> Steps(
        Reconciliation state,
        DateTimeOffset? since,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        while (!state.IsLedgerRead)
            yield return state = await ReadOn(state, since, ct);
        await foreach (var account in accounts.Of(state.Period, null, ct))
            if (string.CompareOrdinal(account.ToString(), state.AccountRead) > 0)
                yield return state = (await LookThrough(state, account, ct)) with { AccountRead = account.ToString() };
        if (!state.IsDone)
            yield return state.With(await FilesAtFault(state.Period, ct)) with
            {
                IsDone = true,
            };
    }

    /// <summary>What the ledger has must be in the accounts.</summary>
    private async Task<Reconciliation> ReadOn(Reconciliation state, DateTimeOffset? since, CancellationToken ct)
    {
        var page = await ledger.Read(state.LedgerRead, since, ct);
        var (entries, found) = (
            page.Entries.Where(it => SettlementPeriod.Of(it.Entry.At) == state.Period).ToArray(),
            new ConcurrentBag<Difference>()
        );
        var (lines, late) = (0L, 0L);
        await Parallel.ForEachAsync(
            entries,
            new ParallelOptions { MaxDegreeOfParallelism = EntriesAtOnce, CancellationToken = ct },
            async (it, _) =>
            {
                foreach (var flow in await FlowsOf(it.Wallet, it.Entry, found, ct))
                {
                    var (isLate, differences) = await LookFor(flow, ct);
                    foreach (var difference in differences)
                        found.Add(difference);
                    Interlocked.Add(ref lines, SettlementLine.Of(flow).Count());
                    if (isLate)
                        Interlocked.Add(ref late, SettlementLine.Of(flow).Count());
                }
            }
        );
        return state.With([
            .. page.Unreadable.Select(Unreadable),
            .. found.OrderBy(it => it.Line, StringComparer.Ordinal),
        ]) with
        {
            LedgerRead = page.End,
            IsLedgerRead = page.IsLast,
            Entries = state.Entries + entries.Length,
            Lines = state.Lines + lines,
            Late = state.Late + late,
        };
    }

    private async Task<IReadOnlyList<PointsFlow>> FlowsOf(
        WalletId wallet,
        LedgerEntry entry,
        ConcurrentBag<Difference> found,
        CancellationToken ct
    )
    {
        try
        {
            return await flows.Of(wallet, entry, ct);
        }
        catch (InvalidDataException)
        {
            found.Add(Unreadable(entry.EntryId));
            return [];
        }
    }

    /// <summary>All sides of a flow are in one period: its own, or the first after it that was open when it came.</summary>
    private async Task<(bool IsLate, IEnumerable<Difference> Differences)> LookFor(
        PointsFlow flow,
        CancellationToken ct
    )
    {
        var (expected, period) = (SettlementLine.Of(flow).ToArray(), SettlementPeriod.Of(flow.At));
        for (var late = 0; late <= LateMax; late++, period = period.Next)
        {
            var there = await Task.WhenAll(
                expected.Select(line => accounts.Line(AccountKey.Of(line) with { Period = period }, line.LineId, ct))
            );
            if (there.All(line => line is null))
                continue;
            return (
                late > 0,
                expected
                    .Zip(there)
                    .Where(it => it.First != it.Second)
                    .Select(it => Of(it.First, it.Second is null ? DifferenceKind.Missing : DifferenceKind.Different))
            );
        }
        return (false, expected.Select(line => Of(line, DifferenceKind.Missing)));
    }

    /// <summary>What an account has must be in the ledger, or follow from a dispute that was won.</summary>
    private async Task<Reconciliation> LookThrough(Reconciliation state, AccountKey account, CancellationToken ct)
    {
        await foreach (var lines in accounts.Lines(account, ct).Chunk(LinesAtOnce))
        {
            var isRight = await Task.WhenAll(lines.Select(line => IsRight(line, account, ct)));
            state = state.With([
                .. lines.Where((_, i) => !isRight[i]).Select(line => Of(line, DifferenceKind.Unexpected)),
            ]);
        }
        return state;
    }

    private async Task<bool> IsRight(SettlementLine line, AccountKey account, CancellationToken ct)
    {
        if (AccountKey.Of(line) with { Period = account.Period } != account)
            return false;
        if (line.Flow.IsCorrection)
            return await IsWon(line, ct);
        try
        {
            return await ledger.Find(line.Flow.Wallet.MemberId, line.Flow.EntryId, ct) is var (wallet, entry)
                && (await flows.Of(wallet, entry, ct)).Contains(line.Flow);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private async Task<bool> IsWon(SettlementLine line, CancellationToken ct)
    {
        foreach (var merchant in (string?[])[line.Flow.Issuer, line.Flow.Other])
            if (
                merchant is not null
                && line.Flow.Reference is { } id
                && await disputes.Find(merchant, id, ct) is { Dispute: { Status: DisputeStatus.Accepted } won }
            )
                return won.Line.Flow.Corrected(won.DisputeId, won.AnsweredAt!.Value) == line.Flow;
        return false;
    }

    private async Task<IReadOnlyCollection<Difference>> FilesAtFault(SettlementPeriod period, CancellationToken ct)
    {
        var found = new List<Difference>();
        await foreach (var statement in statements.Of(period, null, ct))
            if (await files.HashOf(period, statement.Holder, ct) != statement.Sha256)
                found.Add(new($"{period}", DifferenceKind.File, statement.Holder.ToString(), null));
        return found;
    }

    private static Difference Unreadable(string entryId) => new(entryId, DifferenceKind.Unreadable, null, entryId);

    private static Difference Of(SettlementLine line, DifferenceKind kind) =>
        new(line.LineId, kind, line.Holder.ToString(), line.Flow.EntryId);
}
