using Points.Cli.Files;

namespace Points.Cli.Tables;

/// <summary>The names of a table's columns.</summary>
internal sealed class Header
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    public Header(IEnumerable<string> fields)
    {
        Names = [.. fields.Select(CellText.Of)];
        foreach (var (index, name) in Names.Index())
            if (name.Length > 0 && !_columns.TryAdd(KeyOf(name), index))
                Repeated ??= name;
    }

    /// <summary>The names as the file writes them. A column may have none.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>A name that two columns have; null if there is none.</summary>
    public string? Repeated { get; }

    /// <summary>Finds a column. Letter case and full-width characters make no difference.</summary>
    public int? Find(string name) => _columns.TryGetValue(KeyOf(name), out var index) ? index : null;

    private static string KeyOf(string name) => FullWidth.ToAscii(name.Trim()).ToUpperInvariant();
}
