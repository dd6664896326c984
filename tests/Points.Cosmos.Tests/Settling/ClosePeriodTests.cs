using Points.Domain;
using Points.Domain.Settling;

namespace Points.Cosmos.Tests.Settling;

/// <summary>A closed period adds up to zero and never changes, even if a close or a booking was interrupted.</summary>
[Collection("settlement")]
public sealed class ClosePeriodTests(CosmosFixture cosmos) : IDisposable
{
    private readonly SettlementFixture _settlement = new(cosmos);

    public void Dispose() => _settlement.Dispose();

    [Fact]
    public async Task Statements_are_rounded_to_the_fen_and_the_platform_books_the_difference()
    {
        var flows = Enumerable.Range(0, 10).Select(i => _settlement.Flow($"issuer-{i}", "cinema", 333));
        await _settlement.Book([.. flows]);
        Assert.Null(await _settlement.Close());

        var balance = Assert.Single(await _settlement.Balances());
        // 333 points at 95 fen for a hundred are 316.35 fen, of which 1.75 % are 5.536125.
        Assert.Equal(-316, (await _settlement.Statement("issuer-0"))!.Net.Value);
        Assert.Equal(
            (3164L, -55L),
            (
                (await _settlement.Statement("cinema"))![MoneyColumn.Honoured].Value,
                (await _settlement.Statement("cinema"))![MoneyColumn.Fees].Value
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
            await _settlement.ClosePeriod.Handle(
                new(_settlement.Period),
                null,
                _settlement.Period.End.AddTicks(-1),
                CancellationToken.None
            )
        );

    [Fact]
    public async Task Closing_twice_and_many_at_once_give_the_same_bytes()
    {
        await _settlement.Book(_settlement.Flows(300));

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _settlement.Close())), Assert.Null);
        var bytes = await _settlement.AllStatementText();
        Assert.Null(await _settlement.Close());

        Assert.Equal(bytes, await _settlement.AllStatementText());
        Assert.Equal(9, bytes.Split('\n').Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_close_that_is_interrupted_anywhere_ends_with_the_same_bytes(int seed)
    {
        await _settlement.Book(_settlement.Flows(200));
        var random = new Random(seed);
        for (var attempt = 0; attempt < 12; attempt++)
        {
            using var interrupt = new CancellationTokenSource(random.Next(1, 25));
            try
            {
                await _settlement.ClosePeriod.Handle(
                    new(_settlement.Period),
                    null,
                    _settlement.Period.End,
                    interrupt.Token
                );
            }
            catch (OperationCanceledException)
            {
                // The close was interrupted, as intended.
            }
        }
        Assert.Null(await _settlement.Close());

        Assert.Equal(600, (await _settlement.Lines()).Length);
        Assert.All(await _settlement.Balances(), balance => Assert.Equal(Fen.Zero, balance.Sum));
        await _settlement.AllStatementText();
    }

    [Fact]
    public async Task Flows_that_come_during_the_close_are_in_this_period_or_the_next_with_all_their_lines()
    {
        var flows = _settlement.Flows(400);
        await _settlement.Book(flows[..100]);

        var booking = Task.WhenAll(flows[100..].Chunk(20).Select(some => _settlement.Book(some)));
        Assert.Null(await _settlement.Close());
        await booking;

        var (here, next) = (await _settlement.Lines(), await _settlement.Lines(_settlement.Period.Next));
        Assert.Equal(1_200, here.Length + next.Length);
        Assert.Equal(here.Select(line => line.Flow.FlowId).ToHashSet().Count * 3, here.Length);
        Assert.Equal(ExactFen.Zero, SettlementAccountTotals.Sum(here).Net);
        Assert.Empty(here.Select(line => line.LineId).Intersect(next.Select(line => line.LineId)));
    }

    [Fact]
    public async Task Given_flows_with_only_issuers_lines_booked_When_closing_Then_their_other_lines_are_booked()
    {
        var flows = _settlement.Flows(40);
        var issuerLines = flows.Select(flow => SettlementLine.FindLeading(flow)!);
        foreach (var lines in issuerLines.GroupBy(SettlementAccountKey.ForLine))
            Assert.Empty(await _settlement.Accounts.Append(lines.Key, [.. lines], CancellationToken.None));

        Assert.Null(await _settlement.Close());
        await _settlement.Book(flows);

        Assert.Equal(120, (await _settlement.Lines()).Length);
        Assert.Empty(await _settlement.Lines(_settlement.Period.Next));
    }

    [Fact]
    public async Task Given_an_account_opened_during_the_close_Then_it_takes_no_issuers_lines()
    {
        var (first, late) = (_settlement.Flow("corner-store", "cinema"), _settlement.Flow("cinema", "corner-store"));
        var storesLine = new SettlementLine(first, LineSide.Issuer);
        await _settlement.Accounts.Append(
            SettlementAccountKey.ForLine(storesLine),
            [storesLine],
            CancellationToken.None
        );
        await _settlement.Periods.BeginClosing(_settlement.Period, null, CancellationToken.None);
        await _settlement.Book(late);

        // A line that follows the issuer's line opens the cinema's account.
        var cinemasLine = new SettlementLine(first, LineSide.Other);
        await _settlement.Accounts.Append(
            SettlementAccountKey.ForLine(cinemasLine),
            [cinemasLine],
            CancellationToken.None
        );
        await _settlement.Book(late);
        Assert.Null(await _settlement.Close());
        await _settlement.Book(first, late);

        Assert.Equal(Enumerable.Repeat(first.FlowId, 3), (await _settlement.Lines()).Select(line => line.Flow.FlowId));
        Assert.Equal(
            Enumerable.Repeat(late.FlowId, 3),
            (await _settlement.Lines(_settlement.Period.Next)).Select(line => line.Flow.FlowId)
        );
    }

    [Fact]
    public async Task A_file_that_exists_with_other_content_stops_the_close()
    {
        await _settlement.Book(_settlement.Flows(10));
        await _settlement.WriteForgedFile("issuer-0");

        await Assert.ThrowsAsync<InvalidDataException>(() => _settlement.Close());

        Assert.Equal(
            PeriodStatus.Closing,
            (await _settlement.Periods.FindState(_settlement.Period, CancellationToken.None))!.Status
        );
    }

    [Fact]
    public async Task A_period_in_which_nothing_happened_closes_empty()
    {
        Assert.Null(await _settlement.Close());
        Assert.Empty(await _settlement.Balances());
        Assert.Null(await _settlement.Statement("cinema"));
    }
}
