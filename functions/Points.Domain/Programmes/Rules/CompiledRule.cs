using System.Globalization;
using Points.Domain.Ledger;

namespace Points.Domain.Programmes.Rules;

/// <summary>A base rate, multiplier or bonus as the engine runs it: its number as an integer, its words ready.</summary>
/// <param name="Units">A rate in ten-thousandths of a point a yuan, a factor in hundredths, or whole points.</param>
internal sealed record CompiledRule(string Id, Condition When, long Units, Per Per, RuleKind Kind, string Words)
{
    public const int RateUnits = 10_000,
        TimesUnits = 100;

    public static CompiledRule Of(BaseRate rate) =>
        new(
            rate.Id,
            rate.When,
            (long)(rate.PointsPerYuan * RateUnits),
            Per.Line,
            RuleKind.Base,
            $" × {Plain(rate.PointsPerYuan)} per ¥1, rounded down"
        );

    public static CompiledRule Of(Multiplier rule) =>
        new(
            rule.Id,
            rule.When,
            (long)(rule.Times * TimesUnits),
            Per.Line,
            RuleKind.Multiplier,
            $"{Plain(rule.Times)} times the points for "
        );

    public static CompiledRule Of(Bonus bonus) =>
        new(
            bonus.Id,
            bonus.When,
            bonus.Points.Value,
            bonus.Per,
            RuleKind.Bonus,
            $"{bonus.Points} points {(bonus.Per == Per.Line ? "a line" : "an order")}"
        );

    public Explanation Explain(Points points, Fen cash) =>
        new(
            Id,
            points,
            Kind switch
            {
                RuleKind.Base => string.Concat(cash.ToString(), Words),
                RuleKind.Multiplier => string.Concat(Words, cash.ToString()),
                RuleKind.Bonus => Words,
            },
            When.IsAboutMember
        );

    /// <summary>1.50 is 1.5.</summary>
    private static string Plain(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}

internal enum RuleKind
{
    Base,
    Multiplier,
    Bonus,
}
