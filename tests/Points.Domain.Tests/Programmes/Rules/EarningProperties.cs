using System.Collections.Immutable;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Tests.Programmes.Rules.EarningSample;

namespace Points.Domain.Tests.Programmes.Rules;

/// <summary>Properties that hold for any rules and any orders. A failure prints the seed that repeats it.</summary>
public sealed class EarningProperties
{
    private const int RateUnits = 10_000,
        TimesUnits = 100;

    /// <summary>Rules of every kind, and an order partly paid with points.</summary>
    public sealed record Case(EarningTerms Earning, OrderLine[] Lines, int PaidPercent, int Extra)
    {
        public EarningResult Evaluate(
            IEnumerable<OrderLine> lines,
            long paid = 0,
            LimitCounters? counters = null,
            DateOnly? today = null
        )
        {
            ImmutableArray<OrderLine> order = [.. lines];
            return new EarningRules(Earning, null).Evaluate(
                order,
                new(paid),
                ContextOf(order),
                counters ?? LimitCounters.None,
                today ?? Today
            );
        }

        public long Total => Lines.Sum(line => line.Amount.Value);

        public long Paid => Total * PaidPercent / 100;
    }

    [Fact]
    public void Spending_more_never_earns_less() =>
        ForAny(
            caps: true,
            bonuses: true,
            it =>
            {
                var earned = it.Evaluate(it.Lines, it.Paid).Points;
                var more = Enumerable
                    .Range(0, it.Lines.Length)
                    .Select(at =>
                        it.Evaluate(
                            it.Lines.Select(
                                (line, i) => i == at ? line with { Amount = line.Amount + new Fen(it.Extra) } : line
                            ),
                            it.Paid
                        )
                    );
                return more.Append(it.Evaluate([.. it.Lines, Line(it.Extra, "b")], it.Paid))
                    .All(other => other.Points >= earned);
            }
        );

    [Fact]
    public void Splitting_an_order_never_earns_more_and_loses_less_than_a_point_a_part() =>
        ForAny(
            caps: false,
            bonuses: false,
            it =>
            {
                var whole = it.Evaluate(it.Lines).Points.Value;
                var parts = it.Lines.Sum(line => it.Evaluate([line]).Points.Value);
                return parts <= whole && whole - parts < it.Lines.Length;
            }
        );

    [Fact]
    public void The_points_of_the_explanation_add_up_to_the_points_earned() =>
        ForAny(
            caps: true,
            bonuses: true,
            it =>
            {
                var earned = it.Evaluate(it.Lines, it.Paid);
                return earned.Explanation.Sum(line => line.Points.Value) == earned.Points.Value
                    && earned.Points >= Points.Zero;
            }
        );

    [Fact]
    public void The_shares_of_the_lines_add_up_and_none_is_negative() =>
        ForAny(
            caps: true,
            bonuses: true,
            it =>
            {
                var earned = it.Evaluate(it.Lines, it.Paid);
                return earned.PointsByLine.Sum(share => share.Value) == earned.Points.Value
                    && it.Lines.Zip(earned.PointsByLine)
                        .All(line =>
                            line.First.Amount == Fen.Zero ? line.Second == Points.Zero : line.Second >= Points.Zero
                        );
            }
        );

    [Fact]
    public void Points_are_calculated_exactly_before_they_are_rounded_down() =>
        ForAny(
            caps: false,
            bonuses: false,
            it => it.Evaluate(it.Lines, it.Paid).Points.Value == (long)CalculateExactly(it)
        );

    [Fact]
    public void Caps_hold_for_any_sequence_of_orders() =>
        ForAny(
            caps: true,
            bonuses: true,
            it =>
            {
                var (counters, byDay) = (LimitCounters.None, new Dictionary<DateOnly, long>());
                for (var order = 0; order < 12; order++)
                {
                    var today = Today.AddDays(order / 4);
                    var earned = it.Evaluate(it.Lines, it.Paid, counters, today);
                    counters = earned.Counters;
                    byDay[today] = byDay.GetValueOrDefault(today) + earned.Points.Value;
                }
                var (daily, campaign) = (
                    it.Earning.Caps.Single(cap => cap.Per == LimitPeriod.Day),
                    it.Earning.Caps.Single(cap => cap.Per == LimitPeriod.Campaign)
                );
                return byDay.Values.All(points => points <= daily.Points.Value)
                    && counters.Used(campaign.CounterId, "") <= campaign.Points.Value;
            }
        );

    /// <summary>Calculates the same result with exact fractions of any size.</summary>
    private static BigInteger CalculateExactly(Case it)
    {
        if (it.Total == it.Paid)
            return 0;
        var (numerator, factors) = (BigInteger.Zero, it.Earning.Multipliers.Length + 1);
        foreach (var line in it.Lines)
        {
            if (
                it.Earning.BaseRates.FirstOrDefault(rate => rate.When.HoldsForLine(line, ContextOf([.. it.Lines])))
                is not { } rate
            )
                continue;
            var times = it
                .Earning.Multipliers.Where(rule => rule.When.HoldsForLine(line, ContextOf([.. it.Lines])))
                .Select(rule => (BigInteger)(rule.Times * TimesUnits))
                .ToArray();
            var one = BigInteger.Pow(TimesUnits, factors);
            var factor = it.Earning.Stacking switch
            {
                Stacking.BestOf => times.Append(TimesUnits).Max() * one / TimesUnits,
                Stacking.Add => (TimesUnits + times.Aggregate(BigInteger.Zero, (sum, each) => sum + each - TimesUnits))
                    * one
                    / TimesUnits,
                Stacking.Multiply => times.Aggregate(one, (product, each) => product * each / TimesUnits),
            };
            numerator +=
                line.Amount.Value * (it.Total - it.Paid) * (BigInteger)(rate.PointsPerYuan * RateUnits) * factor;
        }
        return numerator / (it.Total * Fen.PerYuan * RateUnits * BigInteger.Pow(TimesUnits, factors));
    }

    private static void ForAny(bool caps, bool bonuses, Func<Case, bool> holds)
    {
        var category = Gen.Elements("a", "b", "c");
        var when = Gen.OneOf(
            Gen.Constant(Condition.Always),
            from one in category
            select Condition.Always with
            {
                Categories = [one],
            }
        );
        var rates =
            from condition in when
            from rate in Gen.Choose(0, 30_000)
            from last in Gen.Choose(0, 30_000)
            select ImmutableArray.Create(
                new BaseRate("base-1", (decimal)rate / RateUnits, condition),
                new BaseRate("base-2", (decimal)last / RateUnits, Condition.Always)
            );
        var multipliers = Numbered(
            from condition in when
            from times in Gen.Choose(100, 400)
            select (Func<int, Multiplier>)(i => new($"x{i}", (decimal)times / TimesUnits, condition)),
            3
        );
        var extras = Numbered(
            from condition in when
            from points in Gen.Choose(1, 50)
            from per in Gen.Elements(LimitPeriod.Order, LimitPeriod.Line)
            select (Func<int, Bonus>)(i => new($"plus{i}", new(points), per, condition)),
            bonuses ? 2 : 0
        );
        var limits =
            from day in Gen.Choose(1, 900)
            from order in Gen.Choose(1, 600)
            from campaign in Gen.Choose(1, 300)
            select ImmutableArray.Create(
                new Cap("daily", new(day), LimitPeriod.Day, []),
                new Cap("order", new(order), LimitPeriod.Order, []),
                new Cap("campaign", new(campaign), LimitPeriod.Campaign, ["base-2"])
            );
        var lines = (from one in category from fen in Gen.Choose(0, 50_000) select Line(fen, one))
            .NonEmptyListOf()
            .Select(all => all.Take(6).ToArray());
        var cases =
            from stacking in Gen.Elements(Stacking.BestOf, Stacking.Add, Stacking.Multiply)
            from rate in rates
            from multiplier in multipliers
            from bonus in extras
            from limit in limits
            from order in lines
            from paid in Gen.Elements(0, 0, 13, 50, 100)
            from extra in Gen.Choose(1, 5_000)
            select new Case(
                new(
                    0,
                    90,
                    stacking,
                    rate,
                    multiplier,
                    bonus,
                    caps ? limit : [],
                    RefundsFrom.AnyLot,
                    OrderScope.Merchant
                ),
                order,
                paid,
                extra
            );
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(cases.ToArbitrary(), holds));
    }

    private static Gen<ImmutableArray<T>> Numbered<T>(Gen<Func<int, T>> one, int most) =>
        from count in Gen.Choose(0, most)
        from all in one.ListOf(count)
        select all.Select((make, i) => make(i)).ToImmutableArray();
}
