using Points.Cosmos.Keys;
using Points.Cosmos.Reporting;

namespace Points.Cosmos.Tests.Reporting;

/// <summary>Each entry is in the sums once, on its day, however and however often it arrives.</summary>
public sealed class CosmosReportSumsTests(CosmosFixture cosmos)
{
    private readonly CosmosReportSums _sums = new(cosmos.Client, new CosmosLedgerKeys(cosmos.Client));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Given_pages_that_are_delivered_again_and_by_several_readers_Then_each_entry_counts_once(int seed)
    {
        var ledgers = new ReportLedgers(seed, wallets: 30, entriesEach: 12);
        var pages = ledgers.Entries.Chunk(70).ToArray();

        foreach (var page in pages)
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _sums.Count(page, Ct)));
            await _sums.Count(pages[0], Ct);
        }
        Assert.Empty(await _sums.Count(ledgers.Entries, Ct));

        await Check(ledgers);
    }

    [Fact]
    public async Task Given_pages_in_reverse_order_Then_what_is_missing_is_read_from_the_ledger()
    {
        var ledgers = new ReportLedgers(3, wallets: 10, entriesEach: 60);
        await ledgers.Store(cosmos.Client, ledgers.Entries);

        foreach (var page in ledgers.Entries.Chunk(50).Reverse())
            Assert.Empty(await _sums.Count(page, Ct));

        await Check(ledgers);
    }

    [Fact]
    public async Task Given_an_entry_that_is_missing_Then_the_later_ones_of_its_wallet_wait_and_the_report_says_so()
    {
        var ledgers = new ReportLedgers(4, wallets: 2, entriesEach: 5);
        var missing = ledgers.Entries.First(it => it.Entry.Sequence == 2);
        var rest = ledgers.Entries.Remove(missing);
        await ledgers.Store(cosmos.Client, rest);

        Assert.Equal(new(missing.Wallet, 2), Assert.Single(await _sums.Count(rest, Ct)));
        Assert.Equal(1, await _sums.CountIncompleteWallets(ledgers.ProgrammeId, Ct));
        Assert.Equal(6, await CountedEntries(ledgers));

        await ledgers.Store(cosmos.Client, missing);
        Assert.Empty(await _sums.Count([missing], Ct));

        Assert.Equal(0, await _sums.CountIncompleteWallets(ledgers.ProgrammeId, Ct));
        await Check(ledgers);
    }

    [Fact]
    public async Task Given_a_wallet_of_which_nothing_arrived_Then_its_ledger_can_be_counted()
    {
        var ledgers = new ReportLedgers(5, wallets: 1, entriesEach: 100);
        await ledgers.Store(cosmos.Client, ledgers.Entries);

        Assert.Null(await _sums.CatchUp(ledgers.Entries[0].Wallet, Ct));
        Assert.Null(await _sums.CatchUp(ledgers.Entries[0].Wallet, Ct));

        // The member has no profile, so the ledger's key is not the one in the entries.
        Assert.Equal(100, await CountedEntries(ledgers));
    }

    [Fact]
    public async Task Given_months_that_are_closed_Then_reads_are_the_same_and_late_entries_still_count_on_their_day()
    {
        var ledgers = new ReportLedgers(6, wallets: 40, entriesEach: 20);
        var late = ledgers.Entries.Where(it => it.Entry.Sequence > 5 && it.Wallet.MemberId.EndsWith('7')).ToArray();
        var punctual = ledgers.Entries.Except(late).ToArray();

        await _sums.Count(punctual[..500], Ct);
        var closed = await _sums.CloseMonths(ledgers.ProgrammeId, new(2027, 3, 5), Ct);
        await _sums.Count(punctual[500..], Ct);
        closed += await _sums.CloseMonths(ledgers.ProgrammeId, new(2027, 4, 1), Ct);
        await _sums.Count(late, Ct);
        await Check(ledgers);
        closed += await _sums.CloseMonths(ledgers.ProgrammeId, ledgers.LastDay.AddMonths(2), Ct);

        Assert.True(closed > 0);
        Assert.Equal(0, await _sums.CloseMonths(ledgers.ProgrammeId, ledgers.LastDay.AddMonths(2), Ct));
        await Check(ledgers);
    }

    [Fact]
    public async Task Given_months_that_close_while_entries_arrive_Then_no_balance_misses_one()
    {
        var ledgers = new ReportLedgers(7, wallets: 40, entriesEach: 20);

        await Task.WhenAll(CountAll(ledgers), CloseOften(ledgers));
        await Check(ledgers);
        await _sums.CloseMonths(ledgers.ProgrammeId, ledgers.LastDay.AddMonths(2), Ct);

        await Check(ledgers);
    }

    /// <summary>The tasks run beside each other: each request to the store ends later.</summary>
    private async Task CountAll(ReportLedgers ledgers)
    {
        foreach (var page in ledgers.Entries.Chunk(20))
            await _sums.Count(page, Ct);
    }

    private async Task CloseOften(ReportLedgers ledgers)
    {
        for (var run = 0; run < 15; run++)
            await _sums.CloseMonths(ledgers.ProgrammeId, ledgers.LastDay.AddMonths(2), Ct);
    }

    private async Task<long> CountedEntries(ReportLedgers ledgers) =>
        (await _sums.Read(ledgers.ProgrammeId, ledgers.LastDay.AddDays(1), ledgers.LastDay, Ct)).Before.Entries;

    /// <summary>Checks what is read for every first day of a report, with and without a balance before it.</summary>
    private async Task Check(ReportLedgers ledgers)
    {
        for (var from = new DateOnly(2027, 1, 15); from < ledgers.LastDay; from = from.AddDays(9))
        {
            var (expected, read) = (
                ledgers.Expected(from, ledgers.LastDay),
                await _sums.Read(ledgers.ProgrammeId, from, ledgers.LastDay, Ct)
            );
            Assert.Equal(expected.Before.Entries, read.Before.Entries);
            Assert.Equal(expected.Before.Parts, read.Before.Parts);
            Assert.Equal(expected.Days.Keys.Order(), read.Days.Keys.Order());
            Assert.All(
                expected.Days,
                day =>
                {
                    Assert.Equal(day.Value.Entries, read.Days[day.Key].Entries);
                    Assert.Equal(day.Value.Moved, read.Days[day.Key].Moved);
                    Assert.Equal(day.Value.Parts, read.Days[day.Key].Parts);
                }
            );
        }
    }
}
