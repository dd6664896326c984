using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Points.Domain.Settling;

/// <summary>
/// Closes periods. Every step can be done again: it follows from what the steps before have sealed, so a close that was cut
/// off, or two at once, end with the same bytes.
/// </summary>
public sealed class PeriodCloser(
    ISettlementAccounts accounts,
    IStatements statements,
    IStatementLineFiles files,
    FlowBooking flowBooking
)
{
    private const int AccountsAtOnce = 16,
        HoldersAtOnce = 8,
        LinesAtOnce = 1_000,
        CompletionChecksMax = 3;
    private static readonly TimeSpan CompletionCheckInterval = TimeSpan.FromSeconds(0.5);

    /// <returns>Why it cannot be closed; null once it is.</returns>
    public async Task<Refusal?> Close(SettlementPeriod period, DateTimeOffset now, CancellationToken ct)
    {
        if (!period.HasEnded(now))
            return new Refusal.PeriodOpen(period.End);
        if ((await statements.Find(period, ct))?.Status == PeriodStatus.Closed)
            return null;
        await statements.BeginClosing(period, ct);
        await SealForIssuers(period, ct);
        await ForEach(GroupByHolder(period, ct), HoldersAtOnce, parts => WriteStatement(parts, ct), ct);
        await statements.Close(
            period,
            PeriodBalance.Calculate(await statements.List(period, null, ct).ToArrayAsync(ct)),
            ct
        );
        return null;
    }

    /// <summary>
    /// From here on no flow comes into the period. Those that are in it have all their sides there before the accounts are
    /// sealed for good, whoever was to book them.
    /// </summary>
    private async Task SealForIssuers(SettlementPeriod period, CancellationToken ct)
    {
        var incomplete = await FindIncomplete(period, account => accounts.Seal(account, issuerLinesOnly: true, ct), ct);
        // Whoever is just booking the other sides is most likely about to be done.
        for (var look = 0; look < CompletionChecksMax && incomplete.Count > 0; look++)
        {
            await Task.Delay(CompletionCheckInterval, ct);
            incomplete = await FindIncomplete(period, account => accounts.GetState(account, ct), ct);
        }
        if (incomplete.Count == 0)
            return;
        await ForEach(
            accounts.List(period, null, ct).Where(account => incomplete.Contains(account.ProgrammeId)),
            HoldersAtOnce,
            async account =>
            {
                await foreach (
                    var lines in accounts
                        .ListLines(account, ct)
                        .Where(line => line.Side == LineSide.Issuer)
                        .Chunk(LinesAtOnce)
                )
                    await flowBooking.CompleteFlows(lines.Select(line => (line.Flow, period)), ct);
            },
            ct
        );
    }

    /// <returns>The programmes in which some flow has not all its sides.</returns>
    private async Task<IReadOnlySet<string>> FindIncomplete(
        SettlementPeriod period,
        Func<AccountKey, Task<AccountState>> readState,
        CancellationToken ct
    )
    {
        var missing = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        await ForEach(
            accounts.List(period, null, ct),
            AccountsAtOnce,
            async account =>
            {
                var state = await readState(account);
                var here = state.ExpectedOtherLines - (state.Totals.LineCount - state.IssuerLines);
                missing.AddOrUpdate(account.ProgrammeId, here, (_, sum) => sum + here);
            },
            ct
        );
        return missing
            .Where(programme => programme.Value != 0)
            .Select(programme => programme.Key)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Seals a holder's accounts for good, and writes down what is in them.</summary>
    private async Task WriteStatement(ImmutableArray<AccountKey> accountKeys, CancellationToken ct)
    {
        var (period, holder) = (accountKeys[0].Period, accountKeys[0].Holder);
        // A file may be gone that was not on the disk for good yet: then it is made again, the same.
        if (
            await statements.Find(holder, period, ct) is { } kept
            && await files.FindHash(period, holder, ct) == kept.Sha256
        )
            return;
        var totals = new SortedDictionary<string, AccountTotals>(StringComparer.Ordinal);
        foreach (var part in accountKeys)
            totals[part.ProgrammeId] =
                totals.GetValueOrDefault(part.ProgrammeId, AccountTotals.Zero)
                + (await accounts.Seal(part, issuerLinesOnly: false, ct)).Totals;
        if (totals.Values.All(it => it.LineCount == 0))
            return; // Somebody registered an account and never came to use it.
        var counted = new SortedDictionary<string, AccountTotals>(StringComparer.Ordinal);
        var sha256 = await files.Write(period, holder, ReadLines(accountKeys, counted, ct), ct);
        if (!totals.Where(it => it.Value.LineCount > 0).SequenceEqual(counted))
            throw new InvalidDataException($"the lines of {holder} in {period} do not add up to its accounts");
        await statements.AddIfAbsent(
            new(period, holder, [.. counted.Select(it => new ProgrammeStatement(it.Key, it.Value))], sha256),
            ct
        );
    }

    /// <summary>All lines of a holder, which are added up by programme as they pass.</summary>
    private async IAsyncEnumerable<SettlementLine> ReadLines(
        ImmutableArray<AccountKey> accountKeys,
        SortedDictionary<string, AccountTotals> counted,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var part in accountKeys)
        await foreach (var lines in accounts.ListLines(part, ct).Chunk(LinesAtOnce))
        {
            counted[part.ProgrammeId] =
                counted.GetValueOrDefault(part.ProgrammeId, AccountTotals.Zero) + AccountTotals.Sum(lines);
            foreach (var line in lines)
                yield return line;
        }
    }

    private async IAsyncEnumerable<ImmutableArray<AccountKey>> GroupByHolder(
        SettlementPeriod period,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var parts = ImmutableArray.CreateBuilder<AccountKey>();
        await foreach (var account in accounts.List(period, null, ct))
        {
            if (parts.Count > 0 && parts[0].Holder != account.Holder)
                yield return parts.DrainToImmutable();
            parts.Add(account);
        }
        if (parts.Count > 0)
            yield return parts.DrainToImmutable();
    }

    private static Task ForEach<T>(IAsyncEnumerable<T> all, int atOnce, Func<T, Task> act, CancellationToken ct) =>
        Parallel.ForEachAsync(
            all,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = ct },
            (it, _) => new ValueTask(act(it))
        );
}
