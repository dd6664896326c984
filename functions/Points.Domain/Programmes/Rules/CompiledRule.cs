using System.Globalization;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// A base rate, multiplier or bonus as the engine runs it: with an integer value and a prepared explanation.
/// </summary>
/// <param name="Units">A rate in 1/10,000 point per yuan, a factor in 1/100, or whole points.</param>
internal sealed record CompiledRule(
    string Id,
    Condition When,
    long Units,
    LimitPeriod Per,
    RuleKind Kind,
    string ExplanationText
)
{
    public const int RateUnits = 10_000,
        TimesUnits = 100;

    public static CompiledRule Compile(BaseRate rate) =>
        new(
            rate.Id,
            rate.When,
            (long)(rate.PointsPerYuan * RateUnits),
            LimitPeriod.Line,
            RuleKind.Base,
            $" × {FormatNumber(rate.PointsPerYuan)} per ¥1, rounded down"
        );

    public static CompiledRule Compile(Multiplier rule) =>
        new(
            rule.Id,
            rule.When,
            (long)(rule.Times * TimesUnits),
            LimitPeriod.Line,
            RuleKind.Multiplier,
            $"{FormatNumber(rule.Times)} times the points for "
        );

    public static CompiledRule Compile(Bonus bonus) =>
        new(
            bonus.Id,
            bonus.When,
            bonus.Points.Value,
            bonus.Per,
            RuleKind.Bonus,
            $"{bonus.Points.ToPhrase()} {bonus.Per.ToPhrase()}"
        );

    public Explanation Explain(Points points, Fen cash) =>
        new(
            Id,
            points,
            Kind switch
            {
                RuleKind.Base => string.Concat(cash.ToString(), ExplanationText),
                RuleKind.Multiplier => string.Concat(ExplanationText, cash.ToString()),
                RuleKind.Bonus => ExplanationText,
            },
            When.IsAboutMember
        );

    /// <summary>Writes a number without trailing zeros: 1.50 as 1.5.</summary>
    private static string FormatNumber(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}

internal enum RuleKind
{
    Base,
    Multiplier,
    Bonus,
}
