namespace Points.Domain.Programmes.Changes;

/// <summary>
/// A pattern for paths in documents: <c>[*]</c> matches any item of a list, <c>.*.</c> any path between.
/// </summary>
internal static class PathPattern
{
    public static bool Matches(string pattern, string path)
    {
        var gap = pattern.IndexOf(".*.", StringComparison.Ordinal);
        return gap < 0
            ? WithoutIds(path) == pattern
            : path.StartsWith(pattern[..gap], StringComparison.Ordinal)
                && WithoutIds(path).EndsWith(pattern[(gap + 2)..], StringComparison.Ordinal);
    }

    /// <summary>Replaces every id in a path by <c>*</c>.</summary>
    public static string WithoutIds(string path)
    {
        var plain = new System.Text.StringBuilder(path.Length);
        var depth = 0;
        foreach (var c in path)
        {
            if (c == ']')
                depth--;
            if (depth == 0 || c == ']')
                plain.Append(c);
            if (c == '[' && depth++ == 0)
                plain.Append('*');
        }
        return plain.ToString();
    }
}
