using System.Text.Json;
using Points.Tests;

namespace Points.Domain.Tests.Programmes.Disclosing;

/// <summary>
/// The fields that a programme document may have, by their paths in the schema, such as
/// <c>rewards[].price.points</c>. Only fields with a value of their own: of an object, its fields.
/// </summary>
internal static class SchemaFields
{
    public static IReadOnlyCollection<string> ListAll()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(RepositoryFolder.Of("docs", "programme.schema.json")));
        return [.. Walk("", schema.RootElement, schema.RootElement).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Walk(string path, JsonElement field, JsonElement root)
    {
        var resolved = Resolve(field, root);
        if (resolved.TryGetProperty("items", out var items) && HasFields(Resolve(items, root)))
            return Walk($"{path}[]", items, root);
        return HasFields(resolved)
            ? ListFields(resolved)
                .SelectMany(it => Walk(path.Length == 0 ? it.Name : $"{path}.{it.Name}", it.Value, root))
            : [path];
    }

    private static bool HasFields(JsonElement field) => ListFields(field).Any();

    /// <summary>The fields of an object, those of its variants included.</summary>
    private static IEnumerable<JsonProperty> ListFields(JsonElement field)
    {
        if (field.TryGetProperty("properties", out var properties))
            foreach (var property in properties.EnumerateObject())
                yield return property;
        if (field.TryGetProperty("oneOf", out var variants))
            foreach (var property in variants.EnumerateArray().SelectMany(ListFields))
                yield return property;
    }

    private static JsonElement Resolve(JsonElement field, JsonElement root) =>
        field.TryGetProperty("$ref", out var reference)
            ? root.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1])
            : field;
}
