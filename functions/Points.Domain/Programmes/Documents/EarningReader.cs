using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Reads the <c>earning</c> part of a programme document.</summary>
internal static class EarningReader
{
    public const decimal TimesMax = 100;
    private const int RulesMax = 50;

    private static readonly Dictionary<string, Stacking> Stackings = new(StringComparer.Ordinal)
    {
        ["best-of"] = Stacking.BestOf,
        ["add"] = Stacking.Add,
        ["multiply"] = Stacking.Multiply,
    };

    private static readonly Dictionary<string, RefundsFrom> RefundPolicies = new(StringComparer.Ordinal)
    {
        ["any-lot"] = RefundsFrom.AnyLot,
        ["own-lot"] = RefundsFrom.OwnLot,
    };

    private static readonly Dictionary<string, OrderScope> OrderScopes = new(StringComparer.Ordinal)
    {
        ["merchant"] = OrderScope.Merchant,
        ["member"] = OrderScope.Member,
    };

    private static readonly Dictionary<string, LimitPeriod> BonusPeriods = new(StringComparer.Ordinal)
    {
        ["order"] = LimitPeriod.Order,
        ["line"] = LimitPeriod.Line,
    };

    private static readonly Dictionary<string, LimitPeriod> CapPeriods = new(StringComparer.Ordinal)
    {
        ["order"] = LimitPeriod.Order,
        ["day"] = LimitPeriod.Day,
        ["month"] = LimitPeriod.Month,
        ["campaign"] = LimitPeriod.Campaign,
    };

    public static EarningTerms Read(FieldReader reader)
    {
        return new(
            (int)reader.WholeNumber("pendingDays", 0, EarningTerms.PendingDaysMax, defaultValue: 0),
            (int)reader.WholeNumber("lateDays", 0, 3_660, EarningTerms.LateDaysDefault),
            reader.Choice("stacking", Stackings, defaultValue: "best-of"),
            reader.List(
                "base",
                1,
                RulesMax,
                it => new BaseRate(
                    it.Id("id"),
                    it.Number("pointsPerYuan", 0, 100, decimals: 4),
                    ConditionReader.ReadLineCondition(it, "when")
                )
            ),
            reader.List(
                "multipliers",
                0,
                RulesMax,
                it => new Multiplier(
                    it.Id("id"),
                    it.Number("times", 1, TimesMax, decimals: 2),
                    ConditionReader.ReadLineCondition(it, "when")
                )
            ),
            reader.List(
                "bonuses",
                0,
                RulesMax,
                it => new Bonus(
                    it.Id("id"),
                    new(it.WholeNumber("points", 1, DocumentVocabulary.PointsMax)),
                    it.Choice("per", BonusPeriods, defaultValue: "order"),
                    ConditionReader.ReadLineCondition(it, "when")
                )
            ),
            reader.List(
                "caps",
                0,
                RulesMax,
                it => new Cap(
                    it.Id("id"),
                    new(it.WholeNumber("points", 1, DocumentVocabulary.PointsMax)),
                    it.Choice("per", CapPeriods),
                    it.Ids("rules", RulesMax)
                )
            ),
            reader.Choice("refundsFrom", RefundPolicies, defaultValue: "any-lot"),
            reader.Choice("orderScope", OrderScopes, defaultValue: "merchant")
        );
    }
}
