using System.Globalization;
using System.Text.Json;
using Points.Domain.Settling;
using Points.Functions.Spreadsheets;

namespace Points.Functions.Settling;

/// <summary>Writes settlement lines as CSV. Amounts are exact, in fen: only statements round.</summary>
internal static class SettlementLineCsv
{
    private static readonly MoneyColumn[] MerchantColumns =
    [
        MoneyColumn.Issued,
        MoneyColumn.Honoured,
        MoneyColumn.Reversed,
        MoneyColumn.Compensation,
        MoneyColumn.Fees,
    ];

    private static readonly MoneyColumn[] PlatformColumns = [MoneyColumn.Fees, MoneyColumn.Held, MoneyColumn.Breakage];

    public static async Task Write(
        SpreadsheetFile csv,
        AccountHolder holder,
        IAsyncEnumerable<SettlementLine> lines,
        CancellationToken ct
    )
    {
        var money = holder == AccountHolder.Platform ? PlatformColumns : MerchantColumns;
        await csv.WriteRowAsync(
            [
                "lineId",
                "at",
                "programmeId",
                "kind",
                "counterparty",
                "points",
                .. money.Select(column => $"{NameOf(column)}Fen"),
                "netFen",
                "reference",
            ],
            ct
        );
        await foreach (var line in lines.WithCancellation(ct))
            await csv.WriteRowAsync(Fields(line, money), ct);
    }

    public static string KindOf(SettlementLine line) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(line.Flow.Kind.ToString())
        + (line.Flow.IsCorrection ? "-corrected" : "");

    private static string[] Fields(SettlementLine line, MoneyColumn[] money)
    {
        var amounts = line.Amounts;
        return
        [
            line.LineId,
            line.Flow.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            line.Flow.ProgrammeId,
            KindOf(line),
            line.Counterparty ?? "",
            line.Flow.Points.ToString(),
            .. money.Select(column => amounts.FirstOrDefault(it => it.Column == column).Amount.ToString()),
            line.Net.ToString(),
            line.Flow.Reference ?? "",
        ];
    }

    private static string NameOf(MoneyColumn column) => JsonNamingPolicy.CamelCase.ConvertName(column.ToString());
}
