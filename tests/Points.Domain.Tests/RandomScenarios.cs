using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Tests.Programmes;

namespace Points.Domain.Tests;

/// <summary>
/// Random sequences of everything that can happen to two wallets of a family: purchases at two merchants, redemptions,
/// holds and their ends, reversals, full and partial refunds, some of them long before their purchase, transfers
/// stopped at any step, adjustments, opening balances, grants and other jobs, and passing time. A failure prints the
/// seed that repeats it.
/// </summary>
internal static class RandomScenarios
{
    /// <summary>
    /// How many scenarios each property is checked for under each policy. <c>.ci/proofs/scenarios</c> checks more.
    /// </summary>
    private static readonly int ScenariosForEach = int.Parse(
        Environment.GetEnvironmentVariable("POINTS_SCENARIOS") ?? "60",
        CultureInfo.InvariantCulture
    );

    public enum StepKind
    {
        Earn,
        Redeem,
        Hold,
        Confirm,
        Cancel,
        Reverse,
        RefundPart,
        RefundWhole,
        EarlyRefund,
        ManyEarlyRefunds,
        StartTransfer,
        ResumeTransfer,
        UseVoucher,
        Adjust,
        OpenBalance,
        Jobs,
    }

    /// <param name="Amount">Decides fen, points or pieces, depending on the kind.</param>
    /// <param name="Choice">Picks one of several redemptions, orders or variants.</param>
    public sealed record Step(StepKind Kind, int WalletIndex, int Amount, int Choice, int DaysLater);

    public static readonly ProgrammeTerms RefundsFromAnyLot = TermsWith("any-lot"),
        RefundsFromOwnLot = TermsWith("own-lot"),
        PointsPendingAtFirst = RefundsFromAnyLot with { Earning = RefundsFromAnyLot.Earning with { PendingDays = 14 } };

    public static Gen<Step[]> StepSequences =>
        (
            from kind in Gen.Frequency(
                (8, Gen.Constant(StepKind.Earn)),
                (3, Gen.Constant(StepKind.Redeem)),
                (3, Gen.Constant(StepKind.Hold)),
                (2, Gen.Constant(StepKind.Confirm)),
                (2, Gen.Constant(StepKind.Cancel)),
                (3, Gen.Constant(StepKind.Reverse)),
                (4, Gen.Constant(StepKind.RefundPart)),
                (2, Gen.Constant(StepKind.RefundWhole)),
                (1, Gen.Constant(StepKind.EarlyRefund)),
                (1, Gen.Constant(StepKind.ManyEarlyRefunds)),
                (3, Gen.Constant(StepKind.StartTransfer)),
                (2, Gen.Constant(StepKind.ResumeTransfer)),
                (1, Gen.Constant(StepKind.UseVoucher)),
                (1, Gen.Constant(StepKind.Adjust)),
                (1, Gen.Constant(StepKind.OpenBalance)),
                (3, Gen.Constant(StepKind.Jobs))
            )
            from who in Gen.Choose(0, 1)
            from amount in Gen.Choose(0, 60_000)
            from pick in Gen.Choose(0, 1_000)
            from days in Gen.Frequency((10, Gen.Choose(0, 2)), (3, Gen.Choose(10, 60)), (1, Gen.Choose(200, 800)))
            select new Step(kind, who, amount, pick, days)
        )
            .ArrayOf()
            .Where(all => all.Sum(it => it.DaysLater) < 2_500);

    /// <summary>
    /// Checks a property for random scenarios under both refund policies, and with points that are pending at first.
    /// </summary>
    /// <param name="only">The only terms to check; null for all of them.</param>
    public static void CheckEvery(Func<Scenario, bool> holds, ProgrammeTerms? only = null)
    {
        ProgrammeTerms[] policies = only is null
            ? [RefundsFromAnyLot, RefundsFromOwnLot, PointsPendingAtFirst]
            : [only];
        foreach (var terms in policies)
            Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(ScenariosForEach),
                Prop.ForAll(StepSequences.ToArbitrary(), all => holds(Scenario.Run(all, terms)))
            );
    }

    private static ProgrammeTerms TermsWith(string refundsFrom)
    {
        var read = CompleteDocument.Read(CompleteDocument.WithChange("earning.refundsFrom", $"\"{refundsFrom}\""));
        Assert.True(read.TryGetValue(out var terms), read.Errors.ToString());
        return terms with
        {
            // So little that some scenarios reach this limit, and others the cap.
            Compensation = terms.Compensation! with
            {
                PerMember = new(1, LimitPeriod.Year),
            },
            Tiers = terms.Tiers! with
            {
                WindowMonths = 1,
                Levels =
                [
                    .. terms.Tiers.Levels.Select(level =>
                        level with
                        {
                            Visits = Math.Min(level.Visits, 1),
                            Spend = Fen.Min(level.Spend, new(100)),
                        }
                    ),
                ],
            },
            Grants =
            [
                new("points", null, new(7), null, Condition.Always, new(2, LimitPeriod.Month), "shop"),
                new("coupon", null, null, "granted", Condition.Always, new(1, LimitPeriod.Year), "shop"),
            ],
            Rewards =
            [
                terms.Rewards[0] with
                {
                    RewardId = "granted",
                    Kind = RewardKind.Coupon,
                    MerchantId = "shop",
                    Price = new(new Price.Fixed(Points.Zero, new(500)), [], [], null),
                    Stock = null,
                    Limit = null,
                },
                .. terms
                    .Rewards.Select(reward => reward with { CompensationRate = 0.1m })
                    .Select(reward =>
                        reward.RewardId == "box"
                            ? reward with
                            {
                                Price = WithLowPrices(reward.Price),
                                Stock = null,
                                OnSaleFrom = null,
                                HeadStart = null,
                                Eligible = Condition.Always,
                            }
                            : reward
                    ),
            ],
        };
    }

    /// <summary>Low prices, so that most scenarios contain redemptions.</summary>
    private static PriceList WithLowPrices(PriceList prices) =>
        prices with
        {
            Usual = new Price.Fixed(new(60), new(400)),
            Windows = [],
        };
}
