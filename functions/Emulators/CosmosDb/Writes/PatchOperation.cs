using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emulators.CosmosDb.Writes;

/// <summary>
/// One operation of a patch, with the rules of Cosmos: set creates or replaces a value; replace and remove need
/// the path to exist.
/// </summary>
/// <param name="Kind">The operation, as the protocol writes it: add, set, replace, remove or incr.</param>
/// <param name="Path">The names of the path, at least one.</param>
/// <param name="Value">The value of the operation; null for remove.</param>
internal sealed record PatchOperation(string Kind, string[] Path, JsonNode? Value)
{
    /// <summary>Properties that cannot be patched.</summary>
    private static readonly string[] ReadOnlyProperties =
    [
        "id",
        "_rid",
        "_etag",
        "_ts",
        "_self",
        "_attachments",
        "_lsn",
    ];

    /// <exception cref="RequestRefusedException">The operation is malformed, not supported, or not allowed.</exception>
    public static PatchOperation Parse(JsonNode? json)
    {
        var kind = (string?)json?["op"] ?? "";
        var path = (string?)json?["path"] ?? "";
        if (kind is not ("add" or "set" or "replace" or "remove" or "incr"))
            throw new RequestRefusedException(
                400,
                $"The patch operation '{kind}' is not supported. Use add, set, replace, remove or incr."
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
        return names.Length == 0 || ReadOnlyProperties.Contains(names[0], StringComparer.Ordinal)
            ? throw new RequestRefusedException(400, $"The path '{path}' cannot be patched.")
            : new PatchOperation(kind, names, json!["value"]);
    }

    /// <summary>Changes a document in place.</summary>
    public void Apply(JsonObject root)
    {
        JsonNode parent = root;
        foreach (var name in Path.AsSpan(0, Path.Length - 1))
            parent = Child(parent, name) ?? throw Missing();
        var lastName = Path[^1];
        switch (parent)
        {
            case JsonObject owner:
                ApplyTo(owner, lastName);
                break;
            case JsonArray list:
                ApplyTo(list, lastName);
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

    /// <summary>
    /// Adds the operation's value to a number. A missing number counts as zero; whole numbers stay whole.
    /// </summary>
    private JsonValue Sum(JsonNode? current)
    {
        if (
            Value?.GetValueKind() != JsonValueKind.Number
            || (current is not null && current.GetValueKind() != JsonValueKind.Number)
        )
            throw new RequestRefusedException(
                400,
                $"Only a number can be incremented, and only by a number: '/{string.Join('/', Path)}'."
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
