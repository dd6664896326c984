namespace Points.Shared;

/// <summary>Lists write-once files in a folder, as the one-machine host keeps them.</summary>
internal static class FolderListing
{
    /// <summary>Lists names in ordinal order, folders separated by slashes.</summary>
    /// <param name="root">The folder that holds all files.</param>
    /// <param name="folder">The folder in it; ends with a slash.</param>
    /// <param name="after">Lists only names that come after this one; null for all.</param>
    public static IEnumerable<string> List(string root, string folder, string? after)
    {
        var path = Path.Combine(root, folder);
        return !Directory.Exists(path)
            ? []
            : Directory
                .EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
                .Where(name => after is null || string.CompareOrdinal(name, after) > 0)
                .Order(StringComparer.Ordinal);
    }
}
