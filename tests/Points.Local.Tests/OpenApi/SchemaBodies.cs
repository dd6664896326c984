using System.Globalization;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.OpenApi;

/// <summary>Makes bodies from the schemas of the API document: right ones, and ones with one fault.</summary>
internal sealed class SchemaBodies(Random random)
{
    private const string Astral = "👍";

    /// <summary>A body that the schema accepts, at its bounds more often than between them.</summary>
    public JsonNode? Right(JsonObject schema)
    {
        schema = Resolve(schema);
        if (IsNullable(schema) && random.Next(8) == 0)
            return null;
        if (schema["enum"] is JsonArray words)
            return Pick([.. words.Where(word => word is not null)])!.DeepClone();
        return TypeOf(schema) switch
        {
            "object" => RightObject(schema),
            "array" => RightArray(schema),
            "boolean" => random.Next(2) == 0,
            "integer" => Whole(Number(schema)),
            "number" => JsonNode.Parse(Number(schema).ToString(CultureInfo.InvariantCulture)),
            _ => Text(schema),
        };
    }

    /// <summary>Changes a right body in one place, so that the schema refuses it.</summary>
    /// <returns>The place: a field, also one of an object inside; null if the body has no place to change.</returns>
    public string? Break(JsonObject schema, JsonObject body)
    {
        schema = Resolve(schema);
        var properties = schema["properties"]?.AsObject() ?? [];
        if (properties.Count == 0 || random.Next(6) == 0)
        {
            body["colour"] = "red";
            return "colour";
        }
        var (name, part) = Pick([.. properties]);
        var field = Resolve(part!.AsObject());
        if (body[name] is JsonObject inner && random.Next(2) == 0)
            return $"{name}.{Break(field, inner)}";
        if (body[name] is JsonArray { Count: > 0 } list && list[0] is JsonObject item && random.Next(2) == 0)
            return $"{name}[0].{Break(field["items"]!.AsObject(), item)}";
        body[name] = Wrong(field);
        return name;
    }

    private JsonNode Wrong(JsonObject schema) =>
        TypeOf(schema) switch
        {
            "integer" or "number" => Pick<Func<JsonNode>>([
                () => (decimal)schema["maximum"]! + 1,
                () => (decimal)schema["minimum"]! - 1,
                () => JsonNode.Parse("0.0001")!,
                () => JsonNode.Parse("1e25")!,
                () => "1",
                () => true,
            ])(),
            "boolean" => Pick<Func<JsonNode>>([() => "true", () => 1, () => new JsonObject()])(),
            "object" => Pick<Func<JsonNode>>([() => new JsonArray(), () => "{}", () => 7])(),
            "array" => Pick<Func<JsonNode>>([
                () => new JsonObject(),
                () => "a",
                () =>
                    new JsonArray([
                        .. Enumerable
                            .Range(0, (int)schema["maxItems"]! + 1)
                            .Select(_ => Right(schema["items"]!.AsObject())),
                    ]),
            ])(),
            _ => WrongText(schema),
        };

    private JsonNode WrongText(JsonObject schema)
    {
        List<JsonNode> wrong = [7, false, new JsonArray("a")];
        if (schema.ContainsKey("enum"))
            wrong.Add("no such word");
        if (schema.ContainsKey("pattern") || schema.ContainsKey("format"))
            wrong.AddRange("", "a b", "2027-02-30", "2027-02-30T10:00:00Z", "27:00");
        if ((int?)schema["maxLength"] is { } most)
            wrong.AddRange("", new string('x', most + 1), string.Concat(Enumerable.Repeat(Astral, most + 1)));
        return Pick([.. wrong]);
    }

    private JsonObject RightObject(JsonObject schema)
    {
        var required = (schema["required"]?.AsArray() ?? []).Select(it => (string)it!).ToHashSet();
        var made = new JsonObject();
        foreach (var (name, part) in schema["properties"]?.AsObject() ?? [])
            if (required.Contains(name) || random.Next(2) == 0)
                made[name] = Right(part!.AsObject());
        return made;
    }

    private JsonArray RightArray(JsonObject schema)
    {
        var least = (int?)schema["minItems"] ?? 0;
        var count = Math.Min((int?)schema["maxItems"] ?? 3, least + random.Next(3));
        return [.. Enumerable.Range(0, count).Select(_ => Right(schema["items"]!.AsObject()))];
    }

    private decimal Number(JsonObject schema)
    {
        var (least, most) = ((decimal)schema["minimum"]!, (decimal)schema["maximum"]!);
        return random.Next(4) switch
        {
            0 => least,
            1 => most,
            _ => decimal.Truncate(least + (most - least) * random.Next(1_000) / 1_000),
        };
    }

    /// <summary>A whole number in one of the ways in which JSON may write it.</summary>
    private JsonNode Whole(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return JsonNode.Parse(
            random.Next(3) == 0 ? $"{text}.0"
            : random.Next(3) == 0 ? $"{text}e0"
            : text
        )!;
    }

    private string Text(JsonObject schema) =>
        (string?)schema["pattern"] switch
        {
            Domain.Reading.FieldReader.IdPattern => Pick(["a", "A.b_c-9", new string('z', 64)]),
            Domain.Reading.FieldReader.InstantPattern => Pick([
                "2027-03-01T10:00:00+08:00",
                "2027-03-01T10:00Z",
                "2027-03-01t10:00:00.123456789z",
                "2027-03-01T10:00:00-14:00",
            ]),
            { } other => throw new InvalidOperationException($"There is no text for the pattern {other}."),
            null when (string?)schema["format"] is { } format => format switch
            {
                "date" => Pick(["2027-03-01", "2028-02-29", "1950-12-31"]),
                _ => throw new InvalidOperationException($"There is no text for the format {format}."),
            },
            null when (int?)schema["maxLength"] is { } most => Pick([
                "x",
                "积分",
                string.Concat(Enumerable.Repeat(Astral, most)),
                new string('x', most),
            ]),
            null => "x",
        };

    private static JsonObject Resolve(JsonObject schema) =>
        (string?)schema["$ref"] is { } reference ? PublishedContract.Current.Schema(reference.Split('/')[^1]) : schema;

    private static bool IsNullable(JsonObject schema) =>
        schema["type"] is JsonArray types && types.Any(type => (string?)type == "null");

    private static string? TypeOf(JsonObject schema) =>
        schema["type"] is JsonArray types
            ? types.Select(type => (string)type!).First(type => type != "null")
            : (string?)schema["type"];

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];
}
