namespace Points.Cosmos.Exporting;

/// <summary>
/// Which fields of a stored record a person's export shows, under which names, and why it leaves out the others. Fields
/// have their stored names in camel case.
/// </summary>
internal sealed class FieldSet
{
    private readonly Dictionary<string, string> _shown = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _leftOut = new(StringComparer.OrdinalIgnoreCase);

    private FieldSet() { }

    /// <summary>The exported names by stored names, in the order of the export.</summary>
    public IReadOnlyDictionary<string, string> Shown => _shown;

    /// <summary>The stored names of texts that are words of a closed set, which the API writes in another way.</summary>
    public IReadOnlySet<string> Words => _words;

    /// <summary>The reasons by stored names.</summary>
    public IReadOnlyDictionary<string, string> LeftOut => _leftOut;

    /// <param name="fields">
    /// Names with spaces between them. <c>stored=exported</c> for a field whose stored name does not say what it is. A
    /// tilde after the stored name of a text that is a word of a closed set.
    /// </param>
    public static FieldSet Show(string fields)
    {
        var set = new FieldSet();
        foreach (var field in fields.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var names = field.Replace("~", "", StringComparison.Ordinal).Split('=');
            set._shown.Add(names[0], names[^1]);
            if (field.Contains('~', StringComparison.Ordinal))
                set._words.Add(names[0]);
        }
        return set;
    }

    /// <param name="why">The end of a sentence that begins with "is not exported because it".</param>
    /// <param name="fields">Names with spaces between them.</param>
    public FieldSet LeaveOut(string why, string fields)
    {
        foreach (var field in fields.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            _leftOut.Add(field, why);
        return this;
    }
}
