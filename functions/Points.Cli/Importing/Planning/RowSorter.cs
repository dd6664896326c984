using Points.Cli.Importing.Formats;
using Points.Cli.Importing.Mappings;
using Points.Cli.Tables;

namespace Points.Cli.Importing.Planning;

/// <summary>What a row is, by the mapping's rules and the sign of its amount.</summary>
internal abstract record RowSort
{
    private RowSort() { }

    public sealed record Sale : RowSort;

    public sealed record Refund : RowSort;

    public sealed record SetAside(string Kind, string Reason) : RowSort;
}

/// <summary>Sorts rows. It needs no format, because the sign of an amount is the same in all of them.</summary>
internal sealed class RowSorter(ImportColumns columns, IReadOnlyList<(int? Column, MappedRule Rule)> rules)
{
    private static readonly RowSort Sale = new RowSort.Sale(),
        Refund = new RowSort.Refund();

    public static RowSorter Create(Header header, ImportColumns columns, ImportMapping mapping) =>
        new(
            columns,
            [.. mapping.Rules.Select(rule => (ImportColumns.FindFirst(header, rule.When.Column)?.Index, rule))]
        );

    public RowSort Sort(TableRow row)
    {
        var sign = SignOf(row);
        var rule = rules.FirstOrDefault(it => Fits(row, sign, it.Column ?? columns.Order.Index, it.Rule.When)).Rule;
        if (rule?.SetAside is { } kind)
            return new RowSort.SetAside(kind, rule.Because ?? "the mapping sets such rows aside");
        return sign == AmountSign.Negative || rule is { Refund: true } ? Refund : Sale;
    }

    /// <returns>Null if the amount cannot be read.</returns>
    private AmountSign? SignOf(TableRow row) =>
        WrittenAmount.Parse(row.Cell(columns.Amount.Index)) is not { } amount ? null
        : amount.IsZero ? AmountSign.Zero
        : amount.IsNegative ? AmountSign.Negative
        : AmountSign.Positive;

    private bool Fits(TableRow row, AmountSign? sign, int column, MappedCondition when)
    {
        var cell = row.Cell(column);
        return (when.Is is not { } words || words.Contains(cell, StringComparer.OrdinalIgnoreCase))
            && (when.StartsWith is not { } starts || starts.Any(it => cell.StartsWith(it, StringComparison.Ordinal)))
            && (when.Amount is not { } signs || (sign is { } known && signs.Contains(known)))
            && (when.HasCustomer is not { } has || has == (row.Cell(columns.Customer.Index).Length > 0));
    }
}
