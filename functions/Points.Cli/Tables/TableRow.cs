namespace Points.Cli.Tables;

/// <summary>A row of a table.</summary>
/// <param name="Line">The line where the row begins, counted from 1.</param>
/// <param name="Fields">As many as the header has, unless the row is malformed.</param>
internal sealed record TableRow(long Line, string[] Fields, bool HasAllFields)
{
    /// <summary>The text of a cell; empty if the table has no such column or the row no such field.</summary>
    public string Cell(int? column) => column is { } index && index < Fields.Length ? CellText.Of(Fields[index]) : "";
}
