using System.Text.Json;

namespace Points.Infra.Tests.Templates;

/// <summary>Loads JSON files as templates do.</summary>
internal static class JsonValues
{
    public static Value Of(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => new Value.Map([
                .. json.EnumerateObject().Select(each => new Field(each.Name, Of(each.Value), null)),
            ]),
            JsonValueKind.Array => new Value.List([.. json.EnumerateArray().Select(Of)]),
            JsonValueKind.String => Value.From(json.GetString()!),
            _ => new Value.Literal(json.GetRawText(), IsText: false),
        };

    /// <param name="path">A path such as <c>$.Values</c>; null for the whole file.</param>
    public static Value Load(string file, string? path)
    {
        using var json = JsonDocument.Parse(
            File.ReadAllText(file),
            new() { CommentHandling = JsonCommentHandling.Skip }
        );
        var all = Of(json.RootElement);
        return path is null or "$" ? all : all.At(path.TrimStart('$', '.'))?.Value ?? Value.Null;
    }
}
