using FsCheck;
using FsCheck.Fluent;
using Points.Domain.Programmes;
using Points.Domain.Settling;

namespace Points.Domain.Tests.Settling;

/// <summary>What an accepted dispute takes back, and what merchants settle of the redemption afterwards.</summary>
public sealed class FlowCorrectionTests
{
    private static readonly DateTimeOffset Start = new(2027, 3, 10, 4, 0, 0, TimeSpan.Zero);
    private static readonly PointsFlow Film = Flow("film", FlowKind.Consumed, 3_000, Start);
    private static readonly FlowCorrection Accepted = new("d-1", Start.AddDays(30));

    [Fact]
    public void The_correction_of_a_redemption_names_its_redemption_and_the_flow_that_it_takes_back()
    {
        var correction = Accepted.CountRedemption(Film, [], new HashSet<string>()).CreateFlow(Film)!;

        Assert.Equal(("film", "r-1"), (correction.CorrectedFlowId, correction.RedemptionId));
        Assert.Equal((new Points(-3_000), "d-1"), (correction.Points, correction.Reference));
    }

    [Fact]
    public void A_correction_takes_back_what_reversals_have_left()
    {
        var returned = Flow("one", FlowKind.Reversed, 1_000, Start.AddDays(1));

        var counted = Accepted.CountRedemption(Film, [returned], new HashSet<string>());

        Assert.Equal(new Points(2_000), counted.PointsTaken);
        Assert.True(counted.LeavesSettled(returned));
        Assert.False(counted.LeavesSettled(Flow("two", FlowKind.Reversed, 1_000, Start.AddDays(1))));
    }

    [Fact]
    public void A_whole_reversal_leaves_nothing_to_correct() =>
        Assert.Null(
            Accepted
                .CountRedemption(Film, [Flow("all", FlowKind.Reversed, 3_000, Start)], new HashSet<string>())
                .CreateFlow(Film)
        );

    [Fact]
    public void A_correction_from_before_it_was_kept_takes_back_all_and_leaves_earlier_reversals_settled()
    {
        var old = Accepted with { IsCounted = true };

        Assert.Equal(new Points(-3_000), old.CreateFlow(Film)!.Points);
        Assert.True(old.LeavesSettled(Flow("before", FlowKind.Reversed, 3_000, Accepted.AnsweredAt)));
        Assert.False(old.LeavesSettled(Flow("after", FlowKind.Reversed, 3_000, Accepted.AnsweredAt.AddTicks(1))));
    }

    [Fact]
    public void Whatever_the_order_of_reversals_and_disputes_Then_merchants_settle_what_the_member_kept() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1_000),
            Prop.ForAll(
                Gen.ArrayOf(Gen.Choose(0, 9)).ToArbitrary(),
                steps =>
                {
                    var settled = new SettledFilm();
                    foreach (var step in steps)
                        settled.Take(step);
                    settled.SettlePending();
                    return settled.Net == settled.Expected;
                }
            )
        );

    private static PointsFlow Flow(string id, FlowKind kind, long points, DateTimeOffset at) =>
        new(
            id,
            kind,
            "key-1",
            "alliance",
            $"e-{id}",
            "corner-store",
            "cinema",
            new(points),
            new(new(100), 0.02m, SettledWhen.Consumed),
            at,
            "r-1"
        );

    /// <summary>
    /// A film of thirty pieces. Its reversals are in the ledger some time before they are settled; disputes may be
    /// accepted before, between and after.
    /// </summary>
    private sealed class SettledFilm
    {
        private readonly List<PointsFlow> _reversed = [];
        private readonly Queue<PointsFlow> _pending = [];
        private readonly HashSet<string> _corrected = new(StringComparer.Ordinal);
        private FlowCorrection? _correction;

        /// <summary>The points that the corner store pays for.</summary>
        public Points Net { get; private set; } = Film.Points;

        public Points Expected =>
            _correction is not null
                ? Points.Zero
                : _reversed
                    .Where(it => !_corrected.Contains(it.FlowId))
                    .Aggregate(Film.Points, (left, it) => left - it.Points);

        public void Take(int step)
        {
            if (step < 4 && _reversed.Count < 30)
            {
                var reversal = Flow($"reversal-{_reversed.Count}", FlowKind.Reversed, 100, Start);
                _reversed.Add(reversal);
                _pending.Enqueue(reversal);
            }
            else if (step < 7 && _pending.TryDequeue(out var next))
                Settle(next);
            else if (step < 9 && _reversed.Find(it => IsDisputable(it)) is { } disputed)
                CorrectReversal(disputed);
            else if (step == 9 && _correction is null)
            {
                _correction = Accepted.CountRedemption(Film, _reversed, _corrected);
                Net += _correction.CreateFlow(Film)?.Points ?? Points.Zero;
            }
        }

        public void SettlePending()
        {
            while (_pending.TryDequeue(out var next))
                Settle(next);
        }

        private bool IsDisputable(PointsFlow it) => !_pending.Contains(it) && !_corrected.Contains(it.FlowId);

        private void Settle(PointsFlow reversal)
        {
            if (_correction?.LeavesSettled(reversal) != false)
                Net -= reversal.Points;
        }

        private void CorrectReversal(PointsFlow reversal)
        {
            _corrected.Add(reversal.FlowId);
            var correction = reversal.CreateCorrection("d-2", Start, reversal.Points);
            if (_correction?.LeavesSettled(correction) != false)
                Net -= correction.Points;
        }
    }
}
