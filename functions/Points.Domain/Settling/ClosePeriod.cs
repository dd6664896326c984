using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Points.Domain.Actors;

namespace Points.Domain.Settling;

/// <summary>Closes a settlement period that has ended.</summary>
public sealed record ClosePeriod(SettlementPeriod Period);

/// <summary>
/// Closes periods. Every step can be repeated, because it depends only on what earlier steps have sealed: a close
/// that was interrupted, or two closes at once, produce the same bytes.
/// </summary>
public sealed class ClosePeriodHandler(
    ISettlementAccounts accounts,
    ISettlementPeriods periods,
    IStatementLineFiles files,
    FlowBooking flowBooking
)
{
    private const int AccountsAtOnce = 16,
        HoldersAtOnce = 8,
        LinesAtOnce = 1_000,
        CompletionChecksMax = 3;
    private static readonly TimeSpan CompletionCheckInterval = TimeSpan.FromSeconds(0.5);

    /// <param name="by">Who asks; null if the job closes.</param>
    /// <returns>The refusal of a period that has not ended; null once the period is closed.</returns>
    public async Task<Refusal?> Handle(ClosePeriod command, Requester? by, DateTimeOffset now, CancellationToken ct)
    {
        var period = command.Period;
        if (!period.HasEnded(now))
            return new Refusal.PeriodOpen(period.End);
        if ((await periods.FindState(period, ct))?.Status == PeriodStatus.Closed)
            return null;
        var act = by is null ? null : new Act(ActKind.PeriodClosed, now, by) { Period = period.ToString() };
        await periods.BeginClosing(period, act, ct);
        await SealToIssuers(period, ct);
        await ForEach(GroupByHolder(period, ct), HoldersAtOnce, it => WriteStatement(period, it, ct), ct);
        var statements = await periods.ListStatements(period, after: null, ct).ToArrayAsync(ct);
        await periods.Close(period, PeriodBalance.Calculate(statements), ct);
        return null;
    }

    /// <summary>
    /// Seals all accounts to issuers' lines, so that no new flow enters the period. Then books the lines that flows of
    /// the period still lack because an instance stopped before it booked them.
    /// </summary>
    private async Task SealToIssuers(SettlementPeriod period, CancellationToken ct)
    {
        var incomplete = await FindIncomplete(period, account => accounts.Seal(account, issuerLinesOnly: true, ct), ct);
        // Wait a little: the missing lines are most likely being booked right now.
        for (var check = 0; check < CompletionChecksMax && incomplete.Count > 0; check++)
        {
            await Task.Delay(CompletionCheckInterval, ct);
            incomplete = await FindIncomplete(period, account => accounts.GetState(account, ct), ct);
        }
        if (incomplete.Count > 0)
            await ForEach(
                accounts.List(period, null, ct).Where(account => incomplete.Contains(account.ProgrammeId)),
                HoldersAtOnce,
                account => CompleteFlows(account, period, ct),
                ct
            );
    }

    private async Task CompleteFlows(SettlementAccountKey account, SettlementPeriod period, CancellationToken ct)
    {
        var issuerLines = accounts.ListLines(account, ct).Where(line => line.Side == LineSide.Issuer);
        await foreach (var lines in issuerLines.Chunk(LinesAtOnce))
            await flowBooking.CompleteFlows(lines.Select(line => (line.Flow, period)), ct);
    }

    /// <returns>The ids of the programmes in which some flow lacks a line.</returns>
    private async Task<IReadOnlySet<string>> FindIncomplete(
        SettlementPeriod period,
        Func<SettlementAccountKey, Task<SettlementAccountState>> readState,
        CancellationToken ct
    )
    {
        var missingByProgramme = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        await ForEach(
            accounts.List(period, null, ct),
            AccountsAtOnce,
            async account =>
            {
                var missing = (await readState(account)).MissingOtherLines;
                missingByProgramme.AddOrUpdate(account.ProgrammeId, missing, (_, sum) => sum + missing);
            },
            ct
        );
        return missingByProgramme
            .Where(programme => programme.Value != 0)
            .Select(programme => programme.Key)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Seals a holder's accounts finally, and writes the file of their lines and the statement.</summary>
    private async Task WriteStatement(SettlementPeriod period, HolderAccounts holderAccounts, CancellationToken ct)
    {
        var holder = holderAccounts.Holder;
        // A crash may have lost a file that had not reached the disk. It is then written again, with the same content.
        if (
            await periods.FindStatement(holder, period, ct) is { } existing
            && await files.FindHash(period, holder, ct) == existing.Sha256
        )
            return;
        var sealedTotals = new SortedDictionary<string, SettlementAccountTotals>(StringComparer.Ordinal);
        foreach (var account in holderAccounts.Accounts)
            Add(sealedTotals, account, (await accounts.Seal(account, issuerLinesOnly: false, ct)).Totals);
        if (sealedTotals.Values.All(it => it.LineCount == 0))
            return; // The account was registered, but its first line was never written.
        var written = new SortedDictionary<string, SettlementAccountTotals>(StringComparer.Ordinal);
        var lines = ReadLines(holderAccounts.Accounts, written, ct);
        var sha256 = await files.Write(period, holder, lines, ct);
        if (!sealedTotals.Where(it => it.Value.LineCount > 0).SequenceEqual(written))
            throw new InvalidDataException($"the lines of {holder} in {period} do not add up to its accounts");
        await periods.AddStatementIfAbsent(
            new(period, holder, [.. written.Select(it => new ProgrammeStatement(it.Key, it.Value))], sha256),
            ct
        );
    }

    /// <summary>Reads the lines of accounts, and adds them up by programme on the way.</summary>
    private async IAsyncEnumerable<SettlementLine> ReadLines(
        ImmutableArray<SettlementAccountKey> accountKeys,
        SortedDictionary<string, SettlementAccountTotals> totals,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var account in accountKeys)
        await foreach (var lines in accounts.ListLines(account, ct).Chunk(LinesAtOnce))
        {
            Add(totals, account, SettlementAccountTotals.Sum(lines));
            foreach (var line in lines)
                yield return line;
        }
    }

    private static void Add(
        SortedDictionary<string, SettlementAccountTotals> totals,
        SettlementAccountKey account,
        SettlementAccountTotals accountTotals
    ) =>
        totals[account.ProgrammeId] =
            totals.GetValueOrDefault(account.ProgrammeId, SettlementAccountTotals.Zero) + accountTotals;

    /// <summary>Groups the accounts of a period by holder; the store lists them in that order.</summary>
    private async IAsyncEnumerable<HolderAccounts> GroupByHolder(
        SettlementPeriod period,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        HolderAccounts? current = null;
        await foreach (var account in accounts.List(period, null, ct))
            if (current is not null && current.Holder == account.Holder)
                current = current with { Accounts = current.Accounts.Add(account) };
            else
            {
                if (current is not null)
                    yield return current;
                current = new(account.Holder, [account]);
            }
        if (current is not null)
            yield return current;
    }

    private static Task ForEach<T>(IAsyncEnumerable<T> all, int atOnce, Func<T, Task> act, CancellationToken ct) =>
        Parallel.ForEachAsync(
            all,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = ct },
            (it, _) => new ValueTask(act(it))
        );

    private sealed record HolderAccounts(AccountHolder Holder, ImmutableArray<SettlementAccountKey> Accounts);
}
