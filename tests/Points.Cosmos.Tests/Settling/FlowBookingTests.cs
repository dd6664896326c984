using Emulators.CosmosDb;
using Points.Domain.Settling;

namespace Points.Cosmos.Tests.Settling;

/// <summary>A flow is booked once, with all its lines in one period, whatever happens on the way.</summary>
[Collection("settlement")]
public sealed class FlowBookingTests(CosmosFixture cosmos) : IDisposable
{
    private readonly SettlementFixture _settlement = new(cosmos);

    public void Dispose() => _settlement.Dispose();

    [Fact]
    public async Task All_lines_are_booked_and_the_totals_are_their_sums()
    {
        await _settlement.Book(_settlement.Flows(200));

        var lines = await _settlement.Lines();
        Assert.Equal(600, lines.Length);
        Assert.Equal(ExactFen.Zero, SettlementAccountTotals.Sum(lines).Net);
        Assert.Equal(SettlementAccountTotals.Sum(lines), await Sum());
    }

    [Fact]
    public async Task A_flow_that_arrives_again_changes_nothing_alone_or_among_others()
    {
        var flows = _settlement.Flows(120);
        await _settlement.Book(flows[..50]);

        await _settlement.Book([.. flows.Reverse(), flows[0]]);
        await _settlement.Book(flows);

        Assert.Equal(SettlementAccountTotals.Sum(flows.SelectMany(SettlementLine.FromFlow)), await Sum());
    }

    [Fact]
    public async Task Concurrent_bookings_of_the_same_flows_book_them_once()
    {
        var flows = _settlement.Flows(150);

        await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    _settlement.Book([
                        .. flows.OrderBy(flow => flow.FlowId.GetHashCode(StringComparison.Ordinal) ^ (i * 7_919)),
                    ])
                )
        );

        Assert.Equal(SettlementAccountTotals.Sum(flows.SelectMany(SettlementLine.FromFlow)), await Sum());
    }

    [Fact]
    public async Task A_failing_store_fails_only_the_flows_it_failed_and_booking_again_is_safe()
    {
        var flows = _settlement.Flows(60);
        // Eight accounts are written at once, each with four attempts: some of them fail, but not all.
        cosmos
            .FaultsOrSkip()
            .InjectNext(
                32,
                InjectedFault.AnswerLost,
                (container, kind) => container == CosmosContainers.Settlement && kind == RequestKind.Batch
            );
        var failed = await _settlement.FlowBooking.Book(flows, CancellationToken.None);
        cosmos.FaultsOrSkip().Clear();
        Assert.NotEmpty(failed);
        Assert.True(failed.Count < flows.Length);

        await _settlement.Book(flows);

        Assert.Equal(SettlementAccountTotals.Sum(flows.SelectMany(SettlementLine.FromFlow)), await Sum());
    }

    [Fact]
    public async Task A_late_flow_is_booked_in_the_next_period_with_all_its_lines_and_once()
    {
        var (early, late) = (_settlement.Flows(10), _settlement.Flows(7));
        await _settlement.Book(early);
        Assert.Null(await _settlement.Close());

        await _settlement.Book(late);
        await _settlement.Book([.. early, .. late]);

        Assert.Equal(30, (await _settlement.Lines()).Length);
        var next = await _settlement.Lines(_settlement.Period.Next);
        Assert.Equal(21, next.Length);
        Assert.Equal(ExactFen.Zero, SettlementAccountTotals.Sum(next).Net);
    }

    private async Task<SettlementAccountTotals> Sum()
    {
        var sum = SettlementAccountTotals.Zero;
        await foreach (var account in _settlement.Accounts.List(_settlement.Period, null, CancellationToken.None))
            sum += (await _settlement.Accounts.GetState(account, CancellationToken.None)).Totals;
        return sum;
    }
}
