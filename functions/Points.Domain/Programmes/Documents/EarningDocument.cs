using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Reads the <c>earning</c> part of a programme document.</summary>
internal static class EarningDocument
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

    private static readonly Dictionary<string, Per> BonusPers = new(StringComparer.Ordinal)
    {
        ["order"] = Per.Order,
        ["line"] = Per.Line,
    };

    private static readonly Dictionary<string, Per> CapPers = new(StringComparer.Ordinal)
    {
        ["order"] = Per.Order,
        ["day"] = Per.Day,
        ["month"] = Per.Month,
        ["campaign"] = Per.Campaign,
    };

    public static Earning Read(Fields fields)
    {
        // Points that wait before they can be spent are part of the format, and of no programme yet.
        fields.Whole("pendingDays", 0, 0, absent: 0);
        return new(
            (int)fields.Whole("lateDays", 0, 3_660, Earning.LateDaysDefault),
            fields.Choice("stacking", Stackings, absent: "best-of"),
            fields.List(
                "base",
                1,
                RulesMax,
                it => new BaseRate(
                    it.Id("id"),
                    it.Number("pointsPerYuan", 0, 100, decimals: 4),
                    ConditionDocument.OfLines(it, "when")
                )
            ),
            fields.List(
                "multipliers",
                0,
                RulesMax,
                it => new Multiplier(
                    it.Id("id"),
                    it.Number("times", 1, TimesMax, decimals: 2),
                    ConditionDocument.OfLines(it, "when")
                )
            ),
            fields.List(
                "bonuses",
                0,
                RulesMax,
                it => new Bonus(
                    it.Id("id"),
                    new(it.Whole("points", 1, DocumentWords.PointsMax)),
                    it.Choice("per", BonusPers, absent: "order"),
                    ConditionDocument.OfLines(it, "when")
                )
            ),
            fields.List(
                "caps",
                0,
                RulesMax,
                it => new Cap(
                    it.Id("id"),
                    new(it.Whole("points", 1, DocumentWords.PointsMax)),
                    it.Choice("per", CapPers),
                    it.Ids("rules", RulesMax)
                )
            ),
            fields.Choice("refundsFrom", RefundPolicies, absent: "any-lot")
        );
    }
}
