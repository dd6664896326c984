using Points.Cli.Files;
using Points.Cli.Hosts;
using Points.Cli.Importing.Formats;
using Points.Cli.Importing.Mappings;
using Points.Cli.Tables;

namespace Points.Cli.Importing.Planning;

/// <summary>Makes the plan of an import from the whole file. What can be understood in two ways is refused.</summary>
internal static class Planner
{
    private const long RowsMax = 20_000_000;

    /// <exception cref="CommandException">An option must decide something, or the file cannot be imported.</exception>
    public static ImportPlan Make(InputFile file, ImportSettings settings)
    {
        var mapping = settings.Mapping;
        if (file.Length == 0)
            throw new CommandException($"{file.Path} is empty: it has no header.");
        var encoding = FileEncoding.Find(file, settings.Encoding is var (name, by) ? (name, by) : null);
        var lineEnds = TextSurvey.Read(file, encoding, mayQuote: settings.Quotes == Quotes.Enclose);
        var (form, separatorReason) = TableFinder.Find(
            file,
            encoding,
            settings.Quotes,
            settings.Separator is var (separator, source) ? new(separator, source) : null,
            ImportColumns.NamesOfNeeded(mapping)
        );
        using var table = Table.Open(file, form);
        var columns = ImportColumns.Find(table.Header, mapping.Columns);
        var sorter = RowSorter.Create(table.Header, columns, mapping);
        var found = Survey(table, columns, sorter, settings);
        var dates = settings.Dates is var (dateFormat, dateSource)
            ? (Format: dateFormat, Reason: dateSource)
            : found.Dates.Decide();
        var numbers = settings.Numbers is var (numberFormat, numberSource)
            ? (Format: numberFormat, Reason: numberSource)
            : found.Amounts.Decide();
        var amounts = settings.Kind == ImportKind.Balances ? "Points" : "Amounts";
        var rows = RowChoices.Rows(settings.Rows, found.Orders);
        var refunds = RowChoices.Refunds(settings.Refunds, found.Orders);
        return new(
            settings.Kind,
            form,
            columns,
            sorter,
            found.Orders,
            dates.Format,
            settings.Zone.Value,
            numbers.Format,
            mapping.Decimals,
            rows.Value,
            refunds.Value,
            settings.Customers.Value,
            mapping.CustomersHaveDecimals,
            [
                $"Encoding: {encoding.Name} ({encoding.Reason}).",
                $"Separator: {form.SeparatorName} ({separatorReason}); lines end with {lineEnds ?? "the file"}.",
                $"Columns: {columns.Describe(settings.Kind)}.",
                $"Dates: {dates.Format.Word} ({dates.Reason}); "
                    + $"time zone {settings.Zone.Value.Id} ({settings.Zone.Source}).",
                $"{amounts}: decimals after a {numbers.Format.Word()} ({numbers.Reason}).",
                .. DescribeRows(settings.Kind, rows, refunds),
                $"Customers: {RowChoices.Describe(settings.Customers.Value)} ({settings.Customers.Source}).",
            ]
        );
    }

    private static IEnumerable<string> DescribeRows(
        ImportKind kind,
        Choice<RowMeaning> rows,
        Choice<RefundTarget> refunds
    )
    {
        if (kind == ImportKind.Balances)
        {
            yield return "Rows: those of one member with one reference are lots of one balance.";
            yield break;
        }
        yield return $"Rows: {RowChoices.Describe(rows.Value)} ({rows.Source}).";
        yield return $"Refunds: {RowChoices.Describe(refunds.Value)} ({refunds.Source}).";
    }

    private static (DateColumn Dates, AmountColumn Amounts, OrderCounts Orders) Survey(
        Table table,
        ImportColumns columns,
        RowSorter sorter,
        ImportSettings settings
    )
    {
        var (dates, amounts, orders) = (
            new DateColumn(columns.Date.Name),
            new AmountColumn(columns.Amount.Name),
            new OrderCounts()
        );
        var count = 0L;
        foreach (var row in table.Rows())
        {
            if (++count > RowsMax)
                throw new CommandException($"The file has more than {RowsMax:N0} rows: split it.");
            if (!row.HasAllFields)
                continue; // It is refused whatever the formats are.
            var (order, date, amount) = (
                row.Cell(columns.Order.Index),
                row.Cell(columns.Date.Index),
                row.Cell(columns.Amount.Index)
            );
            dates.Add(date, row.Line);
            amounts.Add(amount, row.Line);
            amounts.Add(row.Cell(columns.Refunded?.Index), row.Line);
            if (order.Length == 0)
                continue;
            if (settings.Kind == ImportKind.Balances)
            {
                if (sorter.Sort(row) is not RowSort.SetAside)
                    orders.AddSale(
                        ImportSettings.GroupOf(settings.Kind, order, row.Cell(columns.Customer.Index)),
                        row.Line
                    );
                continue;
            }
            // Only the first row of an order says what it is, so the others are counted with it.
            var sort = settings.Rows?.Value == RowMeaning.Goods ? new RowSort.Sale() : sorter.Sort(row);
            if (sort is RowSort.Sale)
                orders.AddSale(order, row.Line);
            else if (sort is RowSort.Refund)
                orders.AddRefund(order, date, amount, row.Line);
        }
        return (dates, amounts, orders);
    }
}
