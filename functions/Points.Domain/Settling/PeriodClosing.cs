using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Points.Domain.Deciding;
using Points.Domain.Ports;

namespace Points.Domain.Settling;

/// <summary>
/// Closes periods. Every step can be done again: it follows from what the steps before have sealed, so a close that was cut
/// off, or two at once, end with the same bytes.
/// </summary>
public sealed class PeriodClosing(
    ISettlementAccounts accounts,
    IStatements statements,
    ILineFiles files,
    Booking booking
)
{
    private const int AccountsAtOnce = 16,
        HoldersAtOnce = 8,
        LinesAtOnce = 1_000,
        LooksMax = 3;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(0.5);

    /// <returns>Why it cannot be closed; null once it is.</returns>
    public async Task<Refusal?> Close(SettlementPeriod period, DateTimeOffset now, CancellationToken ct)
    {
        if (!period.HasEnded(now))
            return new Refusal.PeriodOpen(period.End);
        if ((await statements.Find(period, ct))?.Status == PeriodStatus.Closed)
            return null;
        await statements.BeginClosing(period, ct);
        await SealToIssuers(period, ct);
        await Each(ByHolder(period, ct), HoldersAtOnce, parts => State(parts, ct), ct);
        await statements.Close(period, PeriodBalance.Of(await statements.Of(period, null, ct).ToArrayAsync(ct)), ct);
        return null;
    }

    /// <summary>
    /// From here on no flow comes into the period. Those that are in it have all their sides there before the accounts are
    /// sealed for good, whoever was to book them.
    /// </summary>
    private async Task SealToIssuers(SettlementPeriod period, CancellationToken ct)
    {
        var incomplete = await Incomplete(period, account => accounts.Seal(account, issuersOnly: true, ct), ct);
        // Whoever is just booking the other sides is most likely about to be done.
        for (var look = 0; look < LooksMax && incomplete.Count > 0; look++)
        {
            await Task.Delay(BetweenLooks, ct);
            incomplete = await Incomplete(period, account => accounts.State(account, ct), ct);
        }
        if (incomplete.Count == 0)
            return;
        await Each(
            accounts.Of(period, null, ct).Where(account => incomplete.Contains(account.ProgrammeId)),
            HoldersAtOnce,
            async account =>
            {
                await foreach (
                    var lines in accounts
                        .Lines(account, ct)
                        .Where(line => line.Side == LineSide.Issuer)
                        .Chunk(LinesAtOnce)
                )
                    await booking.Complete(lines.Select(line => (line.Flow, period)), ct);
            },
            ct
        );
    }

    /// <returns>The programmes in which some flow has not all its sides.</returns>
    private async Task<IReadOnlySet<string>> Incomplete(
        SettlementPeriod period,
        Func<AccountKey, Task<AccountState>> look,
        CancellationToken ct
    )
    {
        var missing = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        await Each(
            accounts.Of(period, null, ct),
            AccountsAtOnce,
            async account =>
            {
                var state = await look(account);
                var here = state.Following - (state.Totals.Lines - state.Leading);
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
    private async Task State(ImmutableArray<AccountKey> parts, CancellationToken ct)
    {
        var (period, holder) = (parts[0].Period, parts[0].Holder);
        // A file may be gone that was not on the disk for good yet: then it is made again, the same.
        if (
            await statements.Find(holder, period, ct) is { } kept
            && await files.HashOf(period, holder, ct) == kept.Sha256
        )
            return;
        var totals = new SortedDictionary<string, Totals>(StringComparer.Ordinal);
        foreach (var part in parts)
            totals[part.ProgrammeId] =
                totals.GetValueOrDefault(part.ProgrammeId, Totals.None)
                + (await accounts.Seal(part, issuersOnly: false, ct)).Totals;
        if (totals.Values.All(it => it.Lines == 0))
            return; // Somebody registered an account and never came to use it.
        var counted = new SortedDictionary<string, Totals>(StringComparer.Ordinal);
        var sha256 = await files.Write(period, holder, Lines(parts, counted, ct), ct);
        if (!totals.Where(it => it.Value.Lines > 0).SequenceEqual(counted))
            throw new InvalidDataException($"the lines of {holder} in {period} do not add up to its accounts");
        await statements.Keep(
            new(period, holder, [.. counted.Select(it => new ProgrammeStatement(it.Key, it.Value))], sha256),
            ct
        );
    }

    /// <summary>All lines of a holder, which are added up by programme as they pass.</summary>
    private async IAsyncEnumerable<SettlementLine> Lines(
        ImmutableArray<AccountKey> parts,
        SortedDictionary<string, Totals> counted,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var part in parts)
        await foreach (var lines in accounts.Lines(part, ct).Chunk(LinesAtOnce))
        {
            counted[part.ProgrammeId] = counted.GetValueOrDefault(part.ProgrammeId, Totals.None) + Totals.Of(lines);
            foreach (var line in lines)
                yield return line;
        }
    }

    private async IAsyncEnumerable<ImmutableArray<AccountKey>> ByHolder(
        SettlementPeriod period,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var parts = ImmutableArray.CreateBuilder<AccountKey>();
        await foreach (var account in accounts.Of(period, null, ct))
        {
            if (parts.Count > 0 && parts[0].Holder != account.Holder)
                yield return parts.DrainToImmutable();
            parts.Add(account);
        }
        if (parts.Count > 0)
            yield return parts.DrainToImmutable();
    }

    private static Task Each<T>(IAsyncEnumerable<T> all, int atOnce, Func<T, Task> act, CancellationToken ct) =>
        Parallel.ForEachAsync(
            all,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = ct },
            (it, _) => new ValueTask(act(it))
        );
}
