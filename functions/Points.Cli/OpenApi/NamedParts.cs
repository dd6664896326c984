using System.Text.Json.Nodes;

namespace Points.Cli.OpenApi;

/// <summary>
/// Makes each object and each item that is one of some words a component with a name of its own, because generators of
/// clients would number those that have none. A choice between shapes becomes one shape that has the fields of all,
/// with the choice beside it: a generator that cannot express the choice still has the fields.
/// </summary>
internal static class NamedParts
{
    private static readonly string[] Choices = ["oneOf", "anyOf"];

    /// <summary>Moves the parts of a component to components of their own.</summary>
    /// <param name="name">The component's name, which the names of its parts begin with.</param>
    /// <param name="schema">The component; references replace its parts.</param>
    /// <param name="add">Adds a component, and returns a reference to it.</param>
    public static void MoveOut(string name, JsonObject schema, Func<string, JsonObject, JsonObject> add)
    {
        foreach (var (property, part) in (schema["properties"]?.AsObject() ?? []).ToArray())
            if (part is JsonObject { Count: > 0 } it)
                schema["properties"]![property] = Named(NameOfPart(name, property), it, add);
        if (schema["items"] is JsonObject items)
            schema["items"] = Named(name, items, add, isItem: true);
        foreach (var choice in Choices)
            if (schema[choice] is JsonArray branches)
                MoveOutBranches(name, schema, choice, [.. branches.Select(it => it!.AsObject())], add);
    }

    /// <returns>A reference to the part as a component, where it needs a name; else the part itself.</returns>
    private static JsonObject Named(
        string name,
        JsonObject part,
        Func<string, JsonObject, JsonObject> add,
        bool isItem = false
    )
    {
        var copy = part.DeepClone().AsObject();
        if (copy["items"] is JsonObject)
        {
            MoveOut(Singular(name), copy, add);
            return copy;
        }
        if (!copy.ContainsKey("properties") && !copy.ContainsKey("oneOf") && !(isItem && copy.ContainsKey("enum")))
            return copy;
        MoveOut(name, copy, add);
        return add(name, copy);
    }

    /// <summary>A branch is named after the kind that it is of, or after the one field that it requires.</summary>
    private static void MoveOutBranches(
        string name,
        JsonObject schema,
        string choice,
        JsonObject[] branches,
        Func<string, JsonObject, JsonObject> add
    )
    {
        var moved = new JsonArray();
        foreach (var branch in branches)
            if (branch.ContainsKey("$ref"))
                moved.Add(branch.DeepClone());
            else if (KindOf(branch) is { } kind)
                moved.Add(Named(name + Pascal(kind), branch, add));
            else if (branch["required"] is JsonArray and [var only])
                moved.Add(add($"{name}With{Pascal((string)only!)}", branch.DeepClone().AsObject()));
            else
                throw new InvalidOperationException($"A choice of {name} has neither a kind nor one required field.");
        if (branches.All(branch => branch.ContainsKey("$ref")))
        {
            schema[choice] = moved;
            return;
        }
        schema.Remove(choice);
        schema["allOf"] = new JsonArray(new JsonObject { [choice] = moved });
        if (!schema.ContainsKey("properties"))
            AddFieldsOfAll(schema, branches);
    }

    /// <summary>Gives a choice between kinds the fields of all of them; only the kind is required.</summary>
    private static void AddFieldsOfAll(JsonObject schema, IReadOnlyList<JsonObject> branches)
    {
        var fields = new JsonObject
        {
            ["kind"] = new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. branches.Select(branch => KindOf(branch))]),
            },
        };
        foreach (var (name, field) in branches.SelectMany(branch => branch["properties"]!.AsObject()))
            fields[name] ??= field!.DeepClone();
        schema["type"] = "object";
        schema["properties"] = fields;
        schema["required"] = new JsonArray("kind");
        schema["additionalProperties"] = false;
    }

    private static string? KindOf(JsonObject branch) => (string?)branch["properties"]?["kind"]?["const"];

    private static string NameOfPart(string component, string property) =>
        component.Replace("Document", "", StringComparison.Ordinal).Replace("Body", "", StringComparison.Ordinal)
        + Pascal(property);

    private static string Pascal(string words) =>
        string.Concat(words.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Singular(string plural) =>
        plural.EndsWith("ses", StringComparison.Ordinal) ? plural[..^2]
        : plural.EndsWith('s') ? plural[..^1]
        : plural;
}
