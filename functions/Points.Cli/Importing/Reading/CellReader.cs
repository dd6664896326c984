using System.Text.RegularExpressions;
using Points.Cli.Importing.Formats;
using Points.Cli.Importing.Mappings;
using Points.Cli.Importing.Planning;
using Points.Cli.Tables;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;

namespace Points.Cli.Importing.Reading;

/// <summary>Reads the cells of rows by the plan. Faults name the column and the value.</summary>
internal sealed partial class CellReader(ImportPlan plan)
{
    private const int ReferenceLengthMax = 128,
        CategoryLengthMax = 64;
    private const long PointsMax = 1_000_000_000;

    private static readonly string[] Yuan = ["CNY", "RMB", "¥", "￥", "元", "人民币"];

    /// <returns>The order number, or why there is none.</returns>
    public (string Order, RowFault? Fault) Order(TableRow row) => Reference(row, plan.Columns.Order);

    public (string Order, RowFault? Fault) RefundedOrder(TableRow row) => Reference(row, plan.Columns.RefundOf!);

    public (DateTimeOffset At, RowFault? Fault) Date(TableRow row)
    {
        var text = row.Cell(plan.Columns.Date.Index);
        return plan.Dates.Read(text, plan.Zone) is { } at
            ? (at, null)
            : (default, Fault(plan.Columns.Date, text, $"is not a date of the format {plan.Dates.Word}"));
    }

    /// <returns>The amount without its sign.</returns>
    public (Fen Amount, RowFault? Fault) Amount(TableRow row) => Money(row, plan.Columns.Amount);

    public bool IsBelowZero(TableRow row) =>
        WrittenAmount.Parse(row.Cell(plan.Columns.Amount.Index)) is { IsNegative: true, IsZero: false };

    /// <returns>Zero if the row tells of no refund.</returns>
    public (Fen Amount, RowFault? Fault) Refunded(TableRow row) =>
        plan.Columns.Refunded is { } column && row.Cell(column.Index).Length > 0
            ? Money(row, column)
            : (Fen.Zero, null);

    /// <summary>Amounts of another currency are no yuan.</summary>
    public RowFault? CurrencyFault(TableRow row) =>
        plan.Columns.Currency is { } column
        && row.Cell(column.Index) is { Length: > 0 } currency
        && !Yuan.Contains(currency, StringComparer.OrdinalIgnoreCase)
            ? Fault(column, currency, "is not the yuan (CNY)")
            : null;

    public (PurchaseLine? Line, RowFault? Fault) Line(TableRow row, string defaultSku, Fen amount)
    {
        var (sku, category) = (row.Cell(plan.Columns.Sku?.Index), row.Cell(plan.Columns.Category?.Index));
        if (sku.Length > ReferenceLengthMax)
            return (null, Fault(plan.Columns.Sku!, sku, $"has more than {ReferenceLengthMax} characters"));
        if (category.Length > CategoryLengthMax)
            return (null, Fault(plan.Columns.Category!, category, $"has more than {CategoryLengthMax} characters"));
        return (
            new(sku.Length > 0 ? sku : defaultSku, category.Length > 0 ? category : PurchaseLine.AnyCategory, amount),
            null
        );
    }

    /// <returns>The last day of points; null for points that never expire.</returns>
    public (DateOnly? Day, RowFault? Fault) LastDay(TableRow row)
    {
        var text = row.Cell(plan.Columns.Date.Index);
        return text.Length == 0 ? (null, null)
            : plan.Dates.Read(text, plan.Zone) is { } at
                ? (DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, plan.Zone).DateTime), null)
            : (null, Fault(plan.Columns.Date, text, $"is not a date of the format {plan.Dates.Word}"));
    }

    public (long Points, RowFault? Fault) Points(TableRow row)
    {
        var column = plan.Columns.Amount;
        var text = row.Cell(column.Index);
        return
            WrittenAmount.Parse(text) is { IsNegative: false } written
            && written.Read(plan.Numbers) is { } points
            && decimal.Truncate(points) == points
            && points is >= 1 and <= PointsMax
            ? ((long)points, null)
            : (0, Fault(column, text, $"is not a whole number of points from 1 to {PointsMax:N0}"));
    }

    /// <returns>The issuer; null if the row names none.</returns>
    public (string? MerchantId, RowFault? Fault) Issuer(TableRow row) =>
        plan.Columns.Issuer is not { } column || row.Cell(column.Index) is not { Length: > 0 } text ? (null, null)
        : FieldReader.IsId(text) ? (text, null)
        : (null, Fault(column, text, $"is not the id of a merchant, which {FieldReader.IdRule}"));

    public static RowFault Fault(Column column, string value, string problem) =>
        RowFault.Invalid(value.Length == 0 ? $"{column.Name} is empty" : $"{column.Name} \"{value}\" {problem}");

    /// <summary>Finds what a spreadsheet or a wrong encoding has destroyed.</summary>
    public static string? Damage(string text) =>
        text.Contains('\uFFFD', StringComparison.Ordinal) ? "has letters that were lost in another program"
        : text.Any(char.IsControl) ? "has a line break or another control character"
        : Shortened().IsMatch(text) ? "is a number that a spreadsheet has shortened: export the column as text"
        : null;

    private static (string, RowFault?) Reference(TableRow row, Column column)
    {
        var text = row.Cell(column.Index);
        return text.Length is 0 or > ReferenceLengthMax
                ? ("", Fault(column, text, $"has more than {ReferenceLengthMax} characters"))
            : Damage(text) is { } damage ? ("", Fault(column, text, damage))
            : (text, null);
    }

    private (Fen, RowFault?) Money(TableRow row, Column column)
    {
        var text = row.Cell(column.Index);
        if (WrittenAmount.Parse(text) is not { } written || written.Read(plan.Numbers) is not { } yuan)
            return (Fen.Zero, Fault(column, text, "is not an amount of yuan"));
        if (plan.Decimals == DecimalHandling.Exact && written.Decimals(plan.Numbers) > 2)
            return (Fen.Zero, Fault(column, text, "has more than two decimals"));
        var rounded = Math.Round(yuan, 2, MidpointRounding.AwayFromZero);
        return rounded <= (decimal)OrderLine.AmountMax.Value / Fen.PerYuan
            ? (new((long)(rounded * Fen.PerYuan)), null)
            : (Fen.Zero, Fault(column, text, $"is more than {OrderLine.AmountMax.Value / Fen.PerYuan:N0} yuan"));
    }

    [GeneratedRegex(
        "^[0-9][.,]?[0-9]*E[+][0-9]+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Shortened();
}
