using System.Globalization;
using Points.Cli.Hosts;
using Points.Cli.Importing.Planning;
using Points.Cli.Importing.Reading;
using Points.Cli.Tables;
using Points.Client;

namespace Points.Cli.Importing.Posting;

/// <summary>Says in the words of the file why the host refused a row.</summary>
internal sealed class HostFault(ImportColumns columns)
{
    /// <param name="row">The first row of what was refused.</param>
    public RowFault From(Problem problem, TableRow row) =>
        new(problem.Code, ReasonOf(problem, row) ?? problem.Reason());

    /// <summary>Says why the host refused what the row of an order says was refunded of it.</summary>
    public RowFault FromRefunded(Problem problem, TableRow row)
    {
        var refunded = Value(columns.Refunded!, row);
        var order = Value(columns.Order, row);
        return new(
            problem.Code,
            problem.Code switch
            {
                "idempotency-key-reused" => $"{refunded} was imported before with another amount for {order}",
                "refund-exceeds-order" => $"{refunded} is more than is left to refund of {order}",
                _ => ReasonOf(problem, row) ?? problem.Reason(),
            }
        );
    }

    /// <summary>Says why the host refused a balance.</summary>
    /// <param name="rows">The rows of its lots, in the order of the lots.</param>
    public RowFault FromBalance(Problem problem, IReadOnlyList<TableRow> rows) =>
        new(
            problem.Code,
            problem.Code switch
            {
                "idempotency-key-reused" => $"{Value(columns.Order, rows[0])} was imported before with other rows",
                "opening-balance-already-counted" =>
                    $"{Value(columns.Order, rows[0])} has already been taken over, not by an import of it",
                "not-eligible" => problem.Reason(),
                "invalid-request" when problem.Errors is { } errors => string.Join(
                    "; ",
                    errors.Select(error => $"{LotFieldOf(error.Key, rows)} {error.Value}")
                ),
                _ => ReasonOf(problem, rows[0]) ?? problem.Reason(),
            }
        );

    /// <summary>The cell behind a field such as <c>lots[1].expiresOn</c>.</summary>
    private string LotFieldOf(string field, IReadOnlyList<TableRow> rows) =>
        field.Split('[', ']', '.') is ["lots", var index, "", "expiresOn"]
        && int.TryParse(index, CultureInfo.InvariantCulture, out var number)
        && number < rows.Count
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{Value(columns.Date, rows[number])} in line {rows[number].Line}"
            )
            : FieldOf(field, rows[0]);

    private string? ReasonOf(Problem problem, TableRow row) =>
        problem.Code switch
        {
            "idempotency-key-reused" =>
                $"{Value(columns.Order, row)} was imported before with another customer, date, amount or other rows",
            "order-already-accrued" => $"{Value(columns.Order, row)} has already earned points, not by an import of it",
            "order-of-another-member" => $"{Value(columns.Order, row)} is the order of another customer",
            "refund-exceeds-order" => $"{Value(columns.Amount, row)} is more than is left to refund of "
                + Value(columns.RefundOf ?? columns.Order, row),
            "refund-already-counted" => $"{Value(columns.Order, row)} has already been counted as a refund",
            "member-not-enrolled" => $"{Value(columns.Customer, row)} is not a member of the programme",
            "member-frozen" => $"{Value(columns.Customer, row)} is frozen",
            "not-eligible" => $"{Value(columns.Customer, row)} has no verified identity, so nothing is earned",
            "too-late" => $"{Value(columns.Date, row)} is too long ago for this programme and this caller",
            "invalid-request" when problem.Errors is { } errors => string.Join(
                "; ",
                errors.Select(error => $"{FieldOf(error.Key, row)} {error.Value}")
            ),
            _ => null,
        };

    private string FieldOf(string field, TableRow row) =>
        field switch
        {
            "occurredAt" => Value(columns.Date, row),
            "orderId" or "refundId" => Value(columns.Order, row),
            "memberId" => Value(columns.Customer, row),
            _ when field.StartsWith("lines", StringComparison.Ordinal) || field == "amountFen" => Value(
                columns.Amount,
                row
            ),
            _ => field,
        };

    private static string Value(Column column, TableRow row) => $"{column.Name} \"{row.Cell(column.Index)}\"";
}
