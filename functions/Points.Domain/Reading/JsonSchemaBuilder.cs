using System.Text.Json.Nodes;

namespace Points.Domain.Reading;

/// <summary>
/// Builds a JSON Schema (2020-12) from the fields that a reader asks for, with the same limits. The schema does not
/// contain what a reader checks across several fields: the reader refuses everything that the schema refuses, and more.
/// </summary>
internal sealed class JsonSchemaBuilder
{
    private readonly JsonObject _properties = [];
    private readonly JsonArray _required = [];

    public JsonObject Schema
    {
        get
        {
            var schema = new JsonObject { ["type"] = "object" };
            if (_properties.Count > 0)
                schema["properties"] = _properties.DeepClone();
            if (_required.Count > 0)
                schema["required"] = _required.DeepClone();
            schema["additionalProperties"] = false;
            return schema;
        }
    }

    /// <param name="defaultValue">The value of a field that is left out; null if it has none.</param>
    public void AddProperty(string name, bool required, JsonObject value, JsonNode? defaultValue = null)
    {
        if (_properties.ContainsKey(name))
            return;
        if (required)
            _required.Add(name);
        else
            AllowNull(value);
        if (defaultValue is not null)
            value["default"] = defaultValue;
        _properties[name] = value;
    }

    public static JsonObject Text(int lengthMax) =>
        new()
        {
            ["type"] = "string",
            ["minLength"] = 1,
            ["maxLength"] = lengthMax,
        };

    public static JsonObject Text(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    public static JsonObject Formatted(string format) => new() { ["type"] = "string", ["format"] = format };

    public static JsonObject Flag() => new() { ["type"] = "boolean" };

    public static JsonObject WholeNumber(long min, long max) =>
        new()
        {
            ["type"] = "integer",
            ["format"] = "int64",
            ["minimum"] = min,
            ["maximum"] = max,
        };

    public static JsonObject Number(decimal min, decimal max, int decimals) =>
        new()
        {
            ["type"] = "number",
            ["minimum"] = min,
            ["maximum"] = max,
            ["multipleOf"] = new decimal(1, 0, 0, isNegative: false, (byte)decimals),
        };

    public static JsonObject Choice(IEnumerable<string> words) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. words]) };

    public static JsonObject List(int countMin, int countMax, JsonObject item)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = item };
        if (countMin > 0)
            list["minItems"] = countMin;
        list["maxItems"] = countMax;
        return list;
    }

    /// <summary>Readers treat null like a missing field.</summary>
    private static void AllowNull(JsonObject value)
    {
        value["type"] = new JsonArray("null", value["type"]!.GetValue<string>());
        if (value["enum"] is JsonArray words)
            words.Add(null);
    }
}
