using Points.Cli.Importing.Mappings;
using Points.Cli.Importing.Planning;
using Points.Cli.Tables;
using Points.Domain.Earning;
using Points.Domain.Programmes.Rules;

namespace Points.Cli.Importing.Reading;

/// <summary>Reads the rows of one order as a purchase. If one of them cannot be read, none counts.</summary>
internal sealed class OrderReader(ImportPlan plan, CellReader cells, CustomerReader customers)
{
    /// <param name="rows">All sale rows of an order, in the order of the file.</param>
    public IEnumerable<ReadItem> Read(string order, IReadOnlyList<TableRow> rows)
    {
        var first = rows[0];
        if (plan.Rows == RowMeaning.Goods && plan.Sorter.Sort(first) is RowSort.SetAside aside)
            return rows.Select(row => new ReadItem.SetAside(row, aside.Kind, aside.Reason));
        if (rows.Count > Accrue.LinesMax)
            return Refuse(rows, first, RowFault.Invalid($"the order has more than {Accrue.LinesMax} rows"));
        var (memberId, customerFault) = customers.Read(first);
        var (at, dateFault) = cells.Date(first);
        var (refunded, refundedFault) = cells.Refunded(first);
        if ((customerFault ?? dateFault ?? refundedFault ?? cells.CurrencyFault(first)) is { } fault)
            return Refuse(rows, first, fault);
        var lines = new List<PurchaseLine>(rows.Count);
        foreach (var row in rows)
        {
            var (line, lineFault) = Line(row, first, lines.Count + 1);
            if (lineFault is not null)
                return Refuse(rows, row, lineFault);
            if (line is not null)
                lines.Add(line);
        }
        return lines.Sum(it => it.Amount.Value) <= OrderLine.AmountMax.Value
            ? [new ReadItem.ToPost(new Transaction.Purchase(rows, memberId, order, at, lines, refunded))]
            : Refuse(rows, first, RowFault.Invalid("the rows of the order come to too much money"));
    }

    /// <returns>Null for a row that only lists goods.</returns>
    private (PurchaseLine? Line, RowFault? Fault) Line(TableRow row, TableRow first, int number)
    {
        if (row != first && DifferenceOf(row, first) is { } difference)
            return (null, difference);
        var isFirst = row == first;
        if (!isFirst && plan.Rows == RowMeaning.Goods)
            return (null, null);
        if (cells.IsBelowZero(row))
            return (null, CellReader.Fault(plan.Columns.Amount, row.Cell(plan.Columns.Amount.Index), "is below zero"));
        var (amount, fault) = cells.Amount(row);
        return fault is null
            ? cells.Line(row, plan.Rows == RowMeaning.Lines ? $"line-{number}" : PurchaseLine.WholeOrder, amount)
            : (null, fault);
    }

    /// <summary>A later row may leave out what the first row of its order says, but must not say otherwise.</summary>
    private RowFault? DifferenceOf(TableRow row, TableRow first)
    {
        Column?[] same =
        [
            plan.Columns.Date,
            plan.Columns.Customer,
            plan.Columns.Currency,
            .. plan.Rows == RowMeaning.Goods ? [plan.Columns.Amount, plan.Columns.Refunded] : Array.Empty<Column?>(),
        ];
        foreach (var column in same.OfType<Column>())
            if (row.Cell(column.Index) is { Length: > 0 } text && text != first.Cell(column.Index))
                return CellReader.Fault(
                    column,
                    text,
                    $"is not \"{first.Cell(column.Index)}\" as in line {first.Line} of the same order"
                );
        return null;
    }

    /// <summary>Refuses all rows that belong together, because one of them cannot be read.</summary>
    internal static IEnumerable<ReadItem> Refuse(
        IReadOnlyList<TableRow> rows,
        TableRow faulty,
        RowFault fault,
        string what = "order"
    ) =>
        rows.Select(row => new ReadItem.Refused(
            row,
            row == faulty ? fault : new(fault.Code, $"line {faulty.Line} of the same {what}: {fault.Reason}")
        ));
}
