namespace Points.Local.Importing;

/// <summary>What to import, from where, as what, and into which host.</summary>
/// <param name="Zone">Where the file's times were read off the clock.</param>
/// <param name="Parallel">How many requests may be under way at once.</param>
/// <param name="RefusedFile">Where to write the rows that were refused or set aside.</param>
internal sealed record ImportPlan(
    string File,
    string ProgrammeId,
    string MerchantId,
    Uri Host,
    ColumnNames Columns,
    TimeZoneInfo Zone,
    int Parallel,
    string RefusedFile
)
{
    public const int ParallelMax = 256;

    /// <summary>The refused rows' file where none is named: in the current folder, called after the whole name of the input.</summary>
    public static string RefusedFileOf(string file) => $"{Path.GetFileName(file)}.refused.csv";
}
