using System.Text.Json;
using System.Text.Json.Nodes;

namespace Points.Domain.Programmes.Changes;

/// <summary>Makes one of several changes to a document, to see what it means alone.</summary>
internal static class DocumentEdit
{
    /// <param name="from">The document before all changes.</param>
    /// <param name="to">The document after all changes. It says where in a list a new item stands.</param>
    /// <returns>
    /// The document with that change only, which may contradict itself; null if the change is not one of that document.
    /// </returns>
    public static JsonElement? Apply(JsonElement from, JsonElement to, DocumentChange change)
    {
        var root = JsonNode.Parse(from.GetRawText())!;
        var steps = ReadSteps(change.Path);
        JsonNode parent = root;
        var target = to;
        foreach (var step in steps[..^1])
        {
            if ((Find(parent, step) ?? AddEmpty(parent, step, change.Path)) is not { } part)
                return null;
            parent = part;
            target = Find(target, step) ?? target;
        }
        Set(parent, steps[^1], change.To, target);
        return JsonSerializer.SerializeToElement(root);
    }

    /// <summary>Reads a path as names of fields and, in brackets, ids of items.</summary>
    private static List<string> ReadSteps(string path)
    {
        var (steps, start, depth) = (new List<string>(), 0, 0);
        for (var at = 0; at <= path.Length; at++)
        {
            var isEnd = at == path.Length || (depth == 0 && path[at] is '.' or '[');
            if (isEnd && at > start)
                steps.Add(path[start..at]);
            if (at < path.Length)
                depth += path[at] switch
                {
                    '[' => 1,
                    ']' => -1,
                    _ => 0,
                };
            if (isEnd)
                start = at < path.Length && path[at] == '.' ? at + 1 : at;
        }
        return steps;
    }

    private static bool IsItem(string step) => step[0] == '[';

    private static JsonNode? Find(JsonNode parent, string step) =>
        IsItem(step)
            ? FindIndex(parent.AsArray(), step) is var at && at >= 0
                ? parent[at]
                : null
            : parent is JsonObject fields && fields.TryGetPropertyValue(step, out var value)
                ? value
                : null;

    private static JsonElement? Find(JsonElement parent, string step) =>
        IsItem(step)
            ? parent
                .EnumerateArray()
                .Index()
                .FirstOrDefault(it => $"[{DocumentDiff.FindId(it.Item) ?? $"{it.Index}"}]" == step)
                .Item
                is { ValueKind: not JsonValueKind.Undefined } found
                ? found
                : null
            : parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(step, out var value)
                ? value
                : null;

    private static int FindIndex(JsonArray list, string step)
    {
        for (var at = 0; at < list.Count; at++)
            if ($"[{DocumentDiff.FindId(JsonSerializer.SerializeToElement(list[at])) ?? $"{at}"}]" == step)
                return at;
        return -1;
    }

    /// <summary>A list that the document lacks, or a part with defaults only.</summary>
    private static JsonNode? AddEmpty(JsonNode parent, string step, string path)
    {
        if (IsItem(step))
            return null;
        JsonNode added = path.Contains($"{step}[", StringComparison.Ordinal) ? new JsonArray() : new JsonObject();
        parent[step] = added;
        return added;
    }

    private static void Set(JsonNode parent, string step, JsonElement? value, JsonElement listAfter)
    {
        var node = value is { } json ? JsonNode.Parse(json.GetRawText()) : null;
        if (parent is JsonObject fields)
        {
            if (node is null)
                fields.Remove(step);
            else
                fields[step] = node;
            return;
        }
        var list = parent.AsArray();
        var at = FindIndex(list, step);
        if (at >= 0)
            list.RemoveAt(at);
        if (node is not null)
            list.Insert(at >= 0 ? at : FindPlace(list, step, listAfter), node);
    }

    /// <summary>Before the first of the items that follow it in the new list and are in the old one.</summary>
    private static int FindPlace(JsonArray list, string step, JsonElement listAfter)
    {
        if (listAfter.ValueKind != JsonValueKind.Array)
            return list.Count;
        var following = listAfter
            .EnumerateArray()
            .Select(item => $"[{DocumentDiff.FindId(item)}]")
            .SkipWhile(id => id != step)
            .Skip(1);
        foreach (var id in following)
            if (FindIndex(list, id) is var at && at >= 0)
                return at;
        return list.Count;
    }
}
