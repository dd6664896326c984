using Points.Cli.Files;
using Points.Cli.Importing.Mappings;
using Points.Cli.Importing.Planning;
using Points.Cli.Tables;

namespace Points.Cli.Importing.Reading;

/// <summary>
/// Reads a file by its plan. Of the orders that have several rows, memory holds only those of which some rows are still
/// to come.
/// </summary>
internal sealed class ImportReader
{
    private readonly ImportPlan _plan;
    private readonly CellReader _cells;
    private readonly OrderReader _orders;
    private readonly RefundReader _refunds;
    private readonly BalanceReader _balances;
    private readonly Dictionary<string, List<TableRow>> _incomplete = new(StringComparer.Ordinal);

    public ImportReader(ImportPlan plan, ICustomers? members)
    {
        var customers = new CustomerReader(plan, members);
        (_plan, _cells) = (plan, new(plan));
        _orders = new(plan, _cells, customers);
        _refunds = new(plan, _cells, customers);
        _balances = new(_cells, customers);
    }

    /// <summary>Reads what every row says. Each row is in exactly one item.</summary>
    public IEnumerable<ReadItem> Read(InputFile file)
    {
        using var table = Table.Open(file, _plan.Form);
        foreach (var row in table.Rows())
        foreach (var item in Read(row))
            yield return item;
    }

    private IEnumerable<ReadItem> Read(TableRow row)
    {
        // With too many or too few fields, the columns cannot be trusted.
        if (!row.HasAllFields)
            return [Refuse(row, RowFault.Invalid("the row has more or fewer fields than the header"))];
        if (_plan.Kind == ImportKind.Balances)
            return ReadBalance(row);
        var sort = _plan.Rows == RowMeaning.Goods ? new RowSort.Sale() : _plan.Sorter.Sort(row);
        if (sort is RowSort.SetAside aside)
            return [new ReadItem.SetAside(row, aside.Kind, aside.Reason)];
        if (sort is RowSort.Refund)
            return [_refunds.Read(row)];
        // The number that was counted; whether it is valid is seen below.
        var number = row.Cell(_plan.Columns.Order.Index);
        var (order, fault) = _cells.Order(row);
        if (_plan.Rows == RowMeaning.Orders || number.Length == 0)
            return fault is null ? _orders.Read(order, [row]) : [Refuse(row, fault)];
        return CompleteOrder(number, row) is not { } rows ? []
            : fault is null ? _orders.Read(order, rows)
            : rows.Select(it => Refuse(it, fault));
    }

    private IEnumerable<ReadItem> ReadBalance(TableRow row)
    {
        if (_plan.Sorter.Sort(row) is RowSort.SetAside aside)
            return [new ReadItem.SetAside(row, aside.Kind, aside.Reason)];
        var (reference, fault) = _cells.Order(row);
        if (fault is not null)
            return [Refuse(row, fault)];
        var group = ImportSettings.GroupOf(_plan.Kind, reference, row.Cell(_plan.Columns.Customer.Index));
        return CompleteOrder(group, row) is { } rows ? _balances.Read(reference, rows) : [];
    }

    /// <returns>All rows of the order; null if some are still to come.</returns>
    private List<TableRow>? CompleteOrder(string number, TableRow row)
    {
        if (!_incomplete.TryGetValue(number, out var rows))
            _incomplete[number] = rows = [];
        rows.Add(row);
        if (rows.Count < _plan.Orders.SalesOf(number))
            return null;
        _incomplete.Remove(number);
        return rows;
    }

    private static ReadItem.Refused Refuse(TableRow row, RowFault fault) => new(row, fault);
}
