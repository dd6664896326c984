using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Reads how many points a programme may issue, and the caps of what does not count towards that.</summary>
internal static class BudgetReader
{
    private const long CapMax = 1_000_000_000_000_000;

    private static readonly Dictionary<string, BudgetPeriod> Periods = new(StringComparer.Ordinal)
    {
        ["day"] = BudgetPeriod.Day,
        ["month"] = BudgetPeriod.Month,
        ["quarter"] = BudgetPeriod.Quarter,
        ["year"] = BudgetPeriod.Year,
    };

    public static BudgetPart Read(FieldReader reader, string issuer)
    {
        var main = ReadBudget(reader);
        return new(
            main,
            reader.Nested(
                "adjustments",
                it => new AdjustmentTerms(ReadCap(it, main.Period), it.OptionalId("merchantId") ?? issuer),
                required: false
            ),
            reader.Nested("openings", it => ReadCap(it, BudgetPeriod.Ever), required: false),
            reader.Nested("grants", it => ReadCap(it, main.Period), required: false)
        );
    }

    public static Budget ReadBudget(FieldReader reader) => ReadCap(reader, reader.Choice("period", Periods));

    private static Budget ReadCap(FieldReader reader, BudgetPeriod period) =>
        new(period, new(reader.WholeNumber("capPoints", 1, CapMax)));
}

/// <param name="Adjustments">Null if operators give no points.</param>
/// <param name="Openings">Null if the programme takes no balances over.</param>
/// <param name="Grants">Null if grants draw on the main budget.</param>
internal sealed record BudgetPart(Budget Main, AdjustmentTerms? Adjustments, Budget? Openings, Budget? Grants);
