using Points.Domain.Approving;
using Points.Domain.Reading;
using Points.Functions.OpenApi;

namespace Points.Functions.Approving;

/// <summary>Reads what an operator wants to import.</summary>
[FieldDescription("name", "What it is, for who approves it: for example the name of the file.")]
[FieldDescription("root", "The hash that stands for all rows, as `points import` makes it.")]
[FieldDescription("rows", "How many purchases and balances it has.")]
[FieldDescription("amountFen", "What the purchases come to together.")]
[FieldDescription("points", "The points of all balances.")]
internal static class ImportBody
{
    private const int NameLengthMax = 200,
        RootLength = 43;
    private const long SumMax = 1_000_000_000_000_000;

    public static ApprovedImport Read(FieldReader reader)
    {
        var import = new ApprovedImport(
            reader.Id("programmeId"),
            reader.Text("name", NameLengthMax),
            reader.Text("root", RootLength),
            reader.WholeNumber("rows", 1, ImportTree.RowsMax),
            reader.WholeNumber("amountFen", 0, SumMax),
            reader.WholeNumber("points", 0, SumMax)
        );
        if (import.Root.Length != RootLength)
            reader.AddError("root", $"must have {RootLength} characters");
        return import;
    }
}
