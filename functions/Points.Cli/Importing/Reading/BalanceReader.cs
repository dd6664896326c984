using Points.Cli.Tables;
using Points.Domain.Adjusting;

namespace Points.Cli.Importing.Reading;

/// <summary>Reads the rows of one balance. If one of them cannot be read, none counts.</summary>
internal sealed class BalanceReader(CellReader cells, CustomerReader customers)
{
    /// <param name="rows">All rows of a member with that reference, in the order of the file.</param>
    public IEnumerable<ReadItem> Read(string reference, IReadOnlyList<TableRow> rows)
    {
        var (memberId, customerFault) = customers.Read(rows[0]);
        if (customerFault is not null)
            return Refuse(rows, rows[0], customerFault);
        if (rows.Count > OpenBalance.LotsMax)
            return Refuse(rows, rows[0], RowFault.Invalid($"the balance has more than {OpenBalance.LotsMax} rows"));
        var lots = new List<BalanceLot>(rows.Count);
        foreach (var row in rows)
        {
            var (points, pointsFault) = cells.Points(row);
            var (lastDay, dayFault) = cells.LastDay(row);
            var (issuer, issuerFault) = cells.Issuer(row);
            if ((pointsFault ?? dayFault ?? issuerFault) is { } fault)
                return Refuse(rows, row, fault);
            lots.Add(new(points, lastDay, issuer));
        }
        return [new ReadItem.ToPost(new Transaction.Balance(rows, memberId, reference, lots))];
    }

    private static IEnumerable<ReadItem> Refuse(IReadOnlyList<TableRow> rows, TableRow faulty, RowFault fault) =>
        OrderReader.Refuse(rows, faulty, fault, "balance");
}
