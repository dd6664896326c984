namespace Points.Cli.Importing;

/// <summary>A row of the file, as text.</summary>
/// <param name="Line">The line number in the file. The header is line 1.</param>
internal sealed record SourceRow(long Line, string Order, string Date, string Customer, string Amount)
{
    /// <summary>Whether the row has as many fields as the header.</summary>
    public bool HasAllFields { get; init; } = true;
}
