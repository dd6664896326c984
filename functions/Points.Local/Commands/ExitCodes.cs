namespace Points.Local.Commands;

/// <summary>What a command's exit code says.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>Something was in the way; standard error says what.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood.</summary>
    public const int UsageError = 2;
}
