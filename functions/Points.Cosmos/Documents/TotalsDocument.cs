using Points.Domain.Settling;

namespace Points.Cosmos.Documents;

/// <summary>Sums of lines by column. A missing column is zero.</summary>
internal sealed record TotalsDocument(
    long Lines,
    Dictionary<string, long> Fen,
    Dictionary<string, long> Millionths,
    Dictionary<string, long> Points
)
{
    public static TotalsDocument From(SettlementAccountTotals it) =>
        new(
            it.LineCount,
            ByColumnName<MoneyColumn>(column => it[column].ToParts().WholeFen),
            ByColumnName<MoneyColumn>(column => it[column].ToParts().Millionths),
            ByColumnName<PointsColumn>(column => it[column].Value)
        );

    public SettlementAccountTotals ToTotals() =>
        SettlementAccountTotals.FromColumns(
            Lines,
            column =>
                ExactFen.FromParts(
                    Fen.GetValueOrDefault(DocumentJson.NameOf(column)),
                    Millionths.GetValueOrDefault(DocumentJson.NameOf(column))
                ),
            column => new(Points.GetValueOrDefault(DocumentJson.NameOf(column)))
        );

    private static Dictionary<string, long> ByColumnName<T>(Func<T, long> valueOf)
        where T : struct, Enum =>
        Enum.GetValues<T>()
            .Where(column => valueOf(column) != 0)
            .ToDictionary(DocumentJson.NameOf, valueOf, StringComparer.Ordinal);
}
