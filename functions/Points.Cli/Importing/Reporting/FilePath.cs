namespace Points.Cli.Importing.Reporting;

/// <summary>Compares paths by the files they lead to.</summary>
internal static class FilePath
{
    public static bool IsSame(string path, string other) =>
        string.Equals(
            RealPath(path),
            RealPath(other),
            OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase
        );

    /// <summary>Resolves all links in a path, even if the file does not exist yet.</summary>
    private static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;
        var here = Path.Combine(RealPath(parent), Path.GetFileName(full));
        FileSystemInfo info = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        return info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? RealPath(target.FullName)
            : here;
    }
}
