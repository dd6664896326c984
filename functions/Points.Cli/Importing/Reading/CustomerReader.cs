using Points.Cli.Importing.Mappings;
using Points.Cli.Importing.Planning;
using Points.Cli.Tables;
using Points.Domain.Reading;

namespace Points.Cli.Importing.Reading;

/// <summary>Finds the member whom a row names.</summary>
/// <param name="members">Null if the file names members by their ids.</param>
internal sealed class CustomerReader(ImportPlan plan, MemberList? members)
{
    private const string NumberTail = ".0";

    public (string MemberId, RowFault? Fault) Read(TableRow row)
    {
        var column = plan.Columns.Customer;
        var text = Restore(row.Cell(column.Index));
        // Points go only to known members (law L4).
        if (text.Length == 0)
            return ("", new(RowFault.NoCustomer, $"{column.Name} is empty, and points go to known members only"));
        if (CellReader.Damage(text) is { } damage)
            return ("", CellReader.Fault(column, text, damage));
        if (members is null)
            return FieldReader.IsId(text)
                ? (text, null)
                : ("", CellReader.Fault(column, text, $"is not a member id, which {FieldReader.IdRule}"));
        return members.Find(text) is { } memberId
            ? (memberId, null)
            : ("", new(RowFault.UnknownCustomer, $"{column.Name} \"{text}\" is no member's in {members.Path}"));
    }

    /// <summary>Takes away what a spreadsheet adds to a number, as in 13085.0.</summary>
    private string Restore(string text) =>
        (plan.CustomersHaveDecimals || plan.Customers == CustomerKind.Phones)
        && text.EndsWith(NumberTail, StringComparison.Ordinal)
        && text[..^NumberTail.Length].All(char.IsAsciiDigit)
            ? text[..^NumberTail.Length]
            : text;
}
