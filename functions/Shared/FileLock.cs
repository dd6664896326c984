namespace Points.Shared;

/// <summary>Locks that the operating system releases when a process ends.</summary>
internal static class FileLock
{
    /// <summary>EAGAIN on Linux and on macOS, and the sharing violation on Windows.</summary>
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Whether a file could not be opened because another process has locked it.</summary>
    public static bool IsHeld(IOException fault) =>
        fault.GetType() == typeof(IOException) && HeldByAnother.Contains(fault.HResult);
}
