using System.Globalization;
using System.Text;
using Points.Cli.Importing.Mappings;
using Points.Cli.Importing.Planning;
using Points.Cli.Tables;
using Points.Domain;

namespace Points.Cli.Importing.Reading;

/// <summary>Reads refund rows.</summary>
internal sealed class RefundReader(ImportPlan plan, CellReader cells, CustomerReader customers)
{
    private const int RefundIdLengthMax = 128;

    /// <summary>How often each refund occurred so far, where rows that are alike are refunds of their own.</summary>
    private readonly Dictionary<string, int> _occurrences = new(StringComparer.Ordinal);

    public ReadItem Read(TableRow row)
    {
        var (memberId, customerFault) = customers.Read(row);
        var (number, orderFault) = cells.Order(row);
        var (at, dateFault) = cells.Date(row);
        var (amount, amountFault) = cells.Amount(row);
        var (named, namedFault) = plan.Refunds == RefundTarget.Named ? cells.RefundedOrder(row) : ("", null);
        var first = customerFault ?? orderFault ?? dateFault ?? amountFault ?? namedFault ?? cells.CurrencyFault(row);
        if (first is { } fault)
            return new ReadItem.Refused(row, fault);
        if (amount == Fen.Zero)
            return new ReadItem.Refused(
                row,
                CellReader.Fault(plan.Columns.Amount, row.Cell(plan.Columns.Amount.Index), "refunds nothing")
            );
        var (refundId, orderId) = plan.Refunds switch
        {
            RefundTarget.SameNumber => (RefundIdOf(number, at, amount), number),
            RefundTarget.Named => (number == named ? RefundIdOf(number, at, amount) : number, named),
            RefundTarget.LatestOrder => (number, (string?)null),
        };
        return new ReadItem.ToPost(new Transaction.Refund([row], memberId, refundId, orderId, at, amount));
    }

    /// <summary>
    /// Makes a number for a refund whose row has only that of its order. It depends on what the row says, so that
    /// another import of the same row is the same refund.
    /// </summary>
    private string RefundIdOf(string order, DateTimeOffset at, Fen amount)
    {
        var id = new StringBuilder(order)
            .Append(CultureInfo.InvariantCulture, $"~refund~{at.UtcDateTime:yyyyMMddHHmmss}~{amount.Value}")
            .ToString();
        if (plan.Rows == RowMeaning.Lines)
        {
            var occurrence = _occurrences[id] = _occurrences.GetValueOrDefault(id) + 1;
            if (occurrence > 1)
                id = string.Create(CultureInfo.InvariantCulture, $"{id}~{occurrence}");
        }
        return id.Length <= RefundIdLengthMax ? id : Digest.Compute("import-refund", id);
    }
}
