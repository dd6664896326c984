using Points.Cli.Importing.Mappings;
using Points.Cli.Importing.Planning;
using Points.Cli.Tables;
using Points.Domain.Reading;

namespace Points.Cli.Importing.Reading;

/// <summary>Finds the member whom a row names.</summary>
/// <param name="members">Null if the file names members by their ids.</param>
internal sealed class CustomerReader(ImportPlan plan, ICustomers? members)
{
    private const string NumberTail = ".0";

    public (string MemberId, RowFault? Fault) Read(TableRow row)
    {
        var column = plan.Columns.Customer;
        var text = TextOf(row, plan);
        // Points go only to known members (law L4).
        if (text.Length == 0)
            return ("", new(RowFault.NoCustomer, $"{column.Name} is empty, and points go to known members only"));
        if (CellReader.Damage(text) is { } damage)
            return ("", CellReader.Fault(column, text, damage));
        if (members is null)
            return FieldReader.IsId(text)
                ? (text, null)
                : ("", CellReader.Fault(column, text, $"is not a member id, which {FieldReader.IdRule}"));
        return members.Find(column.Name, text);
    }

    /// <summary>How a row names its customer.</summary>
    public static string TextOf(TableRow row, ImportPlan plan) => Restore(row.Cell(plan.Columns.Customer.Index), plan);

    /// <summary>Takes away what a spreadsheet adds to a number, as in 13085.0.</summary>
    private static string Restore(string text, ImportPlan plan) =>
        (plan.CustomersHaveDecimals || plan.Customers == CustomerKind.Phones)
        && text.EndsWith(NumberTail, StringComparison.Ordinal)
        && text[..^NumberTail.Length].All(char.IsAsciiDigit)
            ? text[..^NumberTail.Length]
            : text;
}
