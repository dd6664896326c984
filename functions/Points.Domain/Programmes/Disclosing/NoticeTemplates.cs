using System.Collections.Frozen;
using System.Text.Json;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>The texts of all notices, from the embedded file notice-templates.json.</summary>
public static class NoticeTemplates
{
    private static readonly Lazy<FrozenDictionary<string, NoticeTemplate>> All = new(LoadAll);

    /// <summary>
    /// The names of all templates: the kind of notice and the part of its text, such as <c>reminder.title</c>.
    /// </summary>
    public static IEnumerable<string> Names => All.Value.Keys;

    /// <exception cref="KeyNotFoundException">There is no template of that name.</exception>
    public static NoticeTemplate Get(string name) => All.Value[name];

    private static FrozenDictionary<string, NoticeTemplate> LoadAll()
    {
        using var stream = typeof(NoticeTemplates).Assembly.GetManifestResourceStream("notice-templates.json")!;
        using var file = JsonDocument.Parse(stream);
        var all =
            from kind in file.RootElement.EnumerateObject()
            from part in kind.Value.EnumerateObject()
            select KeyValuePair.Create(
                $"{kind.Name}.{part.Name}",
                new NoticeTemplate(new(ReadText(part.Value, "zh"), ReadText(part.Value, "en")))
            );
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string ReadText(JsonElement texts, string language) => texts.GetProperty(language).GetString()!;

    /// <summary>Fills the template of a name.</summary>
    internal static BilingualName Fill(
        string name,
        params IReadOnlyList<(string Placeholder, BilingualName Value)> values
    ) => Get(name).Fill(values);
}
