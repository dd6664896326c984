namespace Points.Shared;

/// <summary>The exit codes of the commands.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The command failed; standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood.</summary>
    public const int UsageError = 2;

    /// <summary>
    /// The command did its work, and some rows or events of its file are not in; the report says which.
    /// </summary>
    public const int Incomplete = 3;
}
