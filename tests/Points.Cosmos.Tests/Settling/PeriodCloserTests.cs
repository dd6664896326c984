using Points.Domain;
using Points.Domain.Settling;

namespace Points.Cosmos.Tests.Settling;

/// <summary>A closed period adds up to nothing and never changes, whoever was killed on the way.</summary>
[Collection("settlement")]
public sealed class PeriodCloserTests(CosmosFixture cosmos) : IDisposable
{
    private readonly SettlementFixture _ledgers = new(cosmos);

    public void Dispose() => _ledgers.Dispose();

    [Fact]
    public async Task Statements_are_rounded_to_the_fen_and_the_platform_books_the_difference()
    {
        await _ledgers.Book([.. Enumerable.Range(0, 10).Select(i => _ledgers.Flow($"issuer-{i}", "cinema", 333))]);
        Assert.Null(await _ledgers.Close());

        var balance = Assert.Single(await _ledgers.Balances());
        // 333 points at 95 fen for a hundred are 316.35 fen, of which 1.75 % are 5.536125.
        Assert.Equal(-316, (await _ledgers.Statement("issuer-0"))!.Net.Value);
        Assert.Equal(
            (3164L, -55L),
            (
                (await _ledgers.Statement("cinema"))![MoneyColumn.Honoured].Value,
                (await _ledgers.Statement("cinema"))![MoneyColumn.Fees].Value
            )
        );
        Assert.Equal(
            (-3160 + 3109L, 55L, -4L, 0L),
            (balance.MerchantsNet.Value, balance.Fees.Value, balance.Rounding.Value, balance.Sum.Value)
        );
    }

    [Fact]
    public async Task A_period_that_has_not_ended_is_not_closed() =>
        Assert.IsType<Refusal.PeriodOpen>(
            await _ledgers.PeriodCloser.Close(_ledgers.Period, _ledgers.Period.End.AddTicks(-1), CancellationToken.None)
        );

    [Fact]
    public async Task Closing_twice_and_many_at_once_give_the_same_bytes()
    {
        await _ledgers.Book(_ledgers.Flows(300));

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _ledgers.Close())), Assert.Null);
        var bytes = await _ledgers.AllStatementText();
        Assert.Null(await _ledgers.Close());

        Assert.Equal(bytes, await _ledgers.AllStatementText());
        Assert.Equal(9, bytes.Split('\n').Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_close_that_is_cut_off_anywhere_ends_with_the_same_bytes(int seed)
    {
        await _ledgers.Book(_ledgers.Flows(200));
        var random = new Random(seed);
        for (var cut = 0; cut < 12; cut++)
        {
            using var soon = new CancellationTokenSource(random.Next(1, 25));
            try
            {
                await _ledgers.PeriodCloser.Close(_ledgers.Period, _ledgers.Period.End, soon.Token);
            }
            catch (OperationCanceledException)
            {
                // Cut off.
            }
        }
        Assert.Null(await _ledgers.Close());

        Assert.Equal(600, (await _ledgers.Lines()).Length);
        Assert.All(await _ledgers.Balances(), balance => Assert.Equal(Fen.Zero, balance.Sum));
        await _ledgers.AllStatementText();
    }

    [Fact]
    public async Task Flows_that_come_while_it_closes_are_in_this_period_or_the_next_with_all_their_sides()
    {
        var flows = _ledgers.Flows(400);
        await _ledgers.Book(flows[..100]);

        var coming = Task.WhenAll(flows[100..].Chunk(20).Select(some => _ledgers.Book(some)));
        Assert.Null(await _ledgers.Close());
        await coming;

        var (here, next) = (await _ledgers.Lines(), await _ledgers.Lines(_ledgers.Period.Next));
        Assert.Equal(1_200, here.Length + next.Length);
        Assert.Equal(here.Select(line => line.Flow.FlowId).ToHashSet().Count * 3, here.Length);
        Assert.Equal(ExactFen.Zero, AccountTotals.Sum(here).Net);
        Assert.Empty(here.Select(line => line.LineId).Intersect(next.Select(line => line.LineId)));
    }

    [Fact]
    public async Task Whoever_died_after_an_issuers_side_leaves_a_period_that_closes_whole()
    {
        var flows = _ledgers.Flows(40);
        foreach (var issuer in flows.Select(flow => SettlementLine.FromFlow(flow).First()).GroupBy(AccountKey.ForLine))
            Assert.Empty(await _ledgers.Accounts.Append(issuer.Key, [.. issuer], CancellationToken.None));

        Assert.Null(await _ledgers.Close());
        await _ledgers.Book(flows);

        Assert.Equal(120, (await _ledgers.Lines()).Length);
        Assert.Empty(await _ledgers.Lines(_ledgers.Period.Next));
    }

    [Fact]
    public async Task An_account_that_is_opened_while_its_period_closes_takes_no_issuers_lines_so_nothing_is_in_two_periods()
    {
        var (first, late) = (_ledgers.Flow("corner-store", "cinema"), _ledgers.Flow("cinema", "corner-store"));
        var sides = SettlementLine.FromFlow(first).ToArray();
        await _ledgers.Accounts.Append(AccountKey.ForLine(sides[0]), [sides[0]], CancellationToken.None);
        await _ledgers.Statements.BeginClosing(_ledgers.Period, CancellationToken.None);
        await _ledgers.Book(late);

        // The cinema's account is opened by a line that follows an issuer's.
        await _ledgers.Accounts.Append(AccountKey.ForLine(sides[1]), [sides[1]], CancellationToken.None);
        await _ledgers.Book(late);
        Assert.Null(await _ledgers.Close());
        await _ledgers.Book(first, late);

        Assert.Equal(Enumerable.Repeat(first.FlowId, 3), (await _ledgers.Lines()).Select(line => line.Flow.FlowId));
        Assert.Equal(
            Enumerable.Repeat(late.FlowId, 3),
            (await _ledgers.Lines(_ledgers.Period.Next)).Select(line => line.Flow.FlowId)
        );
    }

    [Fact]
    public async Task A_file_that_is_there_and_another_one_stops_the_close()
    {
        await _ledgers.Book(_ledgers.Flows(10));
        await _ledgers.WriteForgedFile("issuer-0");

        await Assert.ThrowsAsync<InvalidDataException>(() => _ledgers.Close());

        Assert.Equal(
            PeriodStatus.Closing,
            (await _ledgers.Statements.Find(_ledgers.Period, CancellationToken.None))!.Status
        );
    }

    [Fact]
    public async Task A_period_in_which_nothing_happened_closes_empty()
    {
        Assert.Null(await _ledgers.Close());
        Assert.Empty(await _ledgers.Balances());
        Assert.Null(await _ledgers.Statement("cinema"));
    }
}
