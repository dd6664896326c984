using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Points.Domain.Settling;

namespace Points.Functions.Settling;

/// <summary>What a line of a statement says, column by column. Amounts are exact, in fen: only statements round.</summary>
internal static class LineColumns
{
    private static readonly MoneyColumn[] OfMerchants = [MoneyColumn.Issued, MoneyColumn.Honoured, MoneyColumn.Reversed, MoneyColumn.Compensation, MoneyColumn.Fees];

    private static readonly MoneyColumn[] OfPlatform = [MoneyColumn.Fees, MoneyColumn.Held, MoneyColumn.Breakage];

    public static async Task Write(CsvWriter csv, AccountHolder holder, IAsyncEnumerable<SettlementLine> lines, CancellationToken ct)
    {
        var money = holder == AccountHolder.Platform ? OfPlatform : OfMerchants;
        foreach (var name in (IEnumerable<string>)["lineId", "at", "programmeId", "kind", "counterparty", "points", .. money.Select(column => $"{NameOf(column)}Fen"), "netFen", "reference"])
            csv.WriteField(name);
        await csv.NextRecordAsync();
        await foreach (var line in lines.WithCancellation(ct))
        {
            Write(csv, line, money);
            await csv.NextRecordAsync();
        }
    }

    public static string KindOf(SettlementLine line) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(line.Flow.Kind.ToString()) + (line.Flow.IsCorrection ? "-corrected" : "");

    private static void Write(CsvWriter csv, SettlementLine line, MoneyColumn[] money)
    {
        csv.WriteField(line.LineId);
        csv.WriteField(line.Flow.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        csv.WriteField(line.Flow.Wallet.ProgrammeId);
        csv.WriteField(KindOf(line));
        csv.WriteField(line.Counterparty);
        csv.WriteField(line.Flow.Points.ToString());
        var amounts = line.Amounts;
        foreach (var column in money)
            csv.WriteField(amounts.FirstOrDefault(it => it.Column == column).Amount.ToString());
        csv.WriteField(line.Net.ToString());
        csv.WriteField(line.Flow.Reference);
    }

    private static string NameOf(MoneyColumn column) => JsonNamingPolicy.CamelCase.ConvertName(column.ToString());
}
