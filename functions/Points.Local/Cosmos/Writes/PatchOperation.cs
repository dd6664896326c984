using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Points.Local.Cosmos.Writes;

/// <summary>One step of a patch. Cosmos's rules: set creates or replaces, replace and remove want the path to be there.</summary>
internal sealed record PatchOperation(string Kind, string[] Path, JsonNode? Value)
{
    private static readonly string[] Fixed = ["id", "_rid", "_etag", "_ts", "_self", "_attachments", "_lsn"];

    public static PatchOperation Parse(JsonNode? json)
    {
        var kind = (string?)json?["op"] ?? "";
        var path = (string?)json?["path"] ?? "";
        if (kind is not ("add" or "set" or "replace" or "remove" or "incr"))
            throw new RequestRefusedException(
                400,
                $"The patch operation '{kind}' is not served; use add, set, replace, remove or incr."
            );
        string[] names = path.StartsWith('/')
            ?
            [
                .. path[1..]
                    .Split('/')
                    .Select(name =>
                        name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
                    ),
            ]
            : [];
        return names.Length == 0 || Fixed.Contains(names[0], StringComparer.Ordinal)
            ? throw new RequestRefusedException(400, $"The path '{path}' cannot be patched.")
            : new PatchOperation(kind, names, json!["value"]);
    }

    public void Apply(JsonObject root)
    {
        JsonNode parent = root;
        foreach (var name in Path.AsSpan(0, Path.Length - 1))
            parent = Child(parent, name) ?? throw Missing();
        switch (parent)
        {
            case JsonObject owner:
                ApplyTo(owner, Path[^1]);
                break;
            case JsonArray list:
                ApplyTo(list, Path[^1]);
                break;
            default:
                throw Missing();
        }
    }

    private void ApplyTo(JsonObject owner, string name)
    {
        if (Kind is "replace" or "remove" && !owner.ContainsKey(name))
            throw Missing();
        if (Kind is "remove")
            owner.Remove(name);
        else
            owner[name] = Kind is "incr" ? Sum(owner[name]) : Value?.DeepClone();
    }

    private void ApplyTo(JsonArray list, string name)
    {
        var position =
            name is "-" ? list.Count
            : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at
            : -1;
        if (position < 0 || position > list.Count || (position == list.Count && Kind is not ("add" or "set")))
            throw Missing();
        if (Kind is "remove")
            list.RemoveAt(position);
        else if (Kind is "add" || position == list.Count)
            list.Insert(position, Value?.DeepClone());
        else
            list[position] = Kind is "incr" ? Sum(list[position]) : Value?.DeepClone();
    }

    /// <summary>A missing number counts as zero; whole numbers stay whole and refuse to overflow.</summary>
    private JsonValue Sum(JsonNode? current)
    {
        if (
            Value?.GetValueKind() != JsonValueKind.Number
            || (current is not null && current.GetValueKind() != JsonValueKind.Number)
        )
            throw new RequestRefusedException(
                400,
                $"Only a number can be incremented, and by a number: '/{string.Join('/', Path)}'."
            );
        if (AsWholeNumber(Value) is { } by && AsWholeNumber(current) is { } from)
        {
            return by > 0 && from > long.MaxValue - by || by < 0 && from < long.MinValue - by
                ? throw new RequestRefusedException(400, "The incremented number is too large.")
                : JsonValue.Create(from + by);
        }
        return JsonValue.Create((current is null ? 0 : AsNumber(current)) + AsNumber(Value));
    }

    private static long? AsWholeNumber(JsonNode? number) =>
        number is null ? 0
        : long.TryParse(number.ToJsonString(), CultureInfo.InvariantCulture, out var whole) ? whole
        : null;

    private static double AsNumber(JsonNode number) =>
        double.Parse(number.ToJsonString(), CultureInfo.InvariantCulture);

    private static JsonNode? Child(JsonNode parent, string name) =>
        parent switch
        {
            JsonObject owner => owner[name],
            JsonArray list
                when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                    && at < list.Count => list[at],
            _ => null,
        };

    private RequestRefusedException Missing() =>
        new(400, $"The patch path '/{string.Join('/', Path)}' is not in the document.");
}
