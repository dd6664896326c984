namespace Points.Cli.Importing;

/// <summary>The options of an import.</summary>
/// <param name="Zone">The time zone of the file's dates that have no offset.</param>
/// <param name="Parallel">The number of requests that may run in parallel.</param>
/// <param name="RefusedFile">The file for the rows that were refused or set aside.</param>
internal sealed record ImportPlan(
    string File,
    string ProgrammeId,
    string MerchantId,
    ColumnNames Columns,
    TimeZoneInfo Zone,
    int Parallel,
    string RefusedFile
)
{
    public const int ParallelMax = 256;

    /// <summary>
    /// The default name of the file for refused rows: in the current folder, named after the input file.
    /// </summary>
    public static string RefusedFileOf(string file) => $"{Path.GetFileName(file)}.refused.csv";
}
