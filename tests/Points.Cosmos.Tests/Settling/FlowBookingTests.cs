using Points.Domain.Settling;
using Points.Local.Cosmos;

namespace Points.Cosmos.Tests.Settling;

/// <summary>Flows come into accounts once, with all their sides, whatever happens on the way.</summary>
[Collection("settlement")]
public sealed class FlowBookingTests(CosmosFixture cosmos) : IDisposable
{
    private readonly SettlementFixture _ledgers = new(cosmos);

    public void Dispose() => _ledgers.Dispose();

    [Fact]
    public async Task All_sides_are_booked_and_totals_are_the_sums_of_lines()
    {
        await _ledgers.Book(_ledgers.Flows(200));

        var lines = await _ledgers.Lines();
        Assert.Equal(600, lines.Length);
        Assert.Equal(ExactFen.Zero, AccountTotals.Sum(lines).Net);
        Assert.Equal(AccountTotals.Sum(lines), await Sum());
    }

    [Fact]
    public async Task A_flow_that_arrives_again_changes_nothing_alone_or_among_others()
    {
        var flows = _ledgers.Flows(120);
        await _ledgers.Book(flows[..50]);

        await _ledgers.Book([.. flows.Reverse(), flows[0]]);
        await _ledgers.Book(flows);

        Assert.Equal(AccountTotals.Sum(flows.SelectMany(SettlementLine.FromFlow)), await Sum());
    }

    [Fact]
    public async Task Many_who_book_the_same_flows_at_once_book_them_once()
    {
        var flows = _ledgers.Flows(150);

        await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    _ledgers.Book([
                        .. flows.OrderBy(flow => flow.FlowId.GetHashCode(StringComparison.Ordinal) ^ (i * 7_919)),
                    ])
                )
        );

        Assert.Equal(AccountTotals.Sum(flows.SelectMany(SettlementLine.FromFlow)), await Sum());
    }

    [Fact]
    public async Task A_store_that_fails_fails_the_flows_it_failed_and_no_others_and_again_is_safe()
    {
        var flows = _ledgers.Flows(60);
        // Eight accounts at once, and four tries of each: some fail, and not all.
        cosmos
            .FaultsOrSkip()
            .InjectNext(
                32,
                InjectedFault.AnswerLost,
                (container, kind) => container == CosmosContainers.Settlement && kind == RequestKind.Batch
            );
        var failed = await _ledgers.FlowBooking.Book(flows, CancellationToken.None);
        cosmos.FaultsOrSkip().Clear();
        Assert.NotEmpty(failed);
        Assert.True(failed.Count < flows.Length);

        await _ledgers.Book(flows);

        Assert.Equal(AccountTotals.Sum(flows.SelectMany(SettlementLine.FromFlow)), await Sum());
    }

    [Fact]
    public async Task What_is_late_goes_to_the_next_period_with_all_its_sides_and_is_found_there_again()
    {
        var (early, late) = (_ledgers.Flows(10), _ledgers.Flows(7));
        await _ledgers.Book(early);
        Assert.Null(await _ledgers.Close());

        await _ledgers.Book(late);
        await _ledgers.Book([.. early, .. late]);

        Assert.Equal(30, (await _ledgers.Lines()).Length);
        var next = await _ledgers.Lines(_ledgers.Period.Next);
        Assert.Equal(21, next.Length);
        Assert.Equal(ExactFen.Zero, AccountTotals.Sum(next).Net);
    }

    private async Task<AccountTotals> Sum()
    {
        var sum = AccountTotals.Zero;
        await foreach (var account in _ledgers.Accounts.List(_ledgers.Period, null, CancellationToken.None))
            sum += (await _ledgers.Accounts.GetState(account, CancellationToken.None)).Totals;
        return sum;
    }
}
