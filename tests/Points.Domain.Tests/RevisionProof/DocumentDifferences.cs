using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Writes where two documents differ, for people.</summary>
internal static class DocumentDifferences
{
    /// <summary>The differences of the two documents, by path.</summary>
    public static string List(RevisionPair pair) =>
        string.Join(
            "\n",
            Differences(
                JsonNode.Parse(pair.From.GetRawText()),
                JsonNode.Parse(pair.To.GetRawText()),
                pair.Old.ProgrammeId
            )
        );

    private static IEnumerable<string> Differences(JsonNode? from, JsonNode? to, string path)
    {
        if (JsonNode.DeepEquals(from, to))
            return [];
        if (from is JsonObject before && to is JsonObject after)
            return before
                .Select(it => it.Key)
                .Union(after.Select(it => it.Key))
                .SelectMany(key => Differences(before[key], after[key], $"{path}.{key}"));
        if (from is JsonArray left && to is JsonArray right && left.Count == right.Count && left[0] is JsonObject)
            return left.Zip(right)
                .Index()
                .SelectMany(it => Differences(it.Item.First, it.Item.Second, $"{path}[{it.Index}]"));
        return [$"    {path}: {Write(from)} -> {Write(to)}"];
    }

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Write(JsonNode? node) => node?.ToJsonString(Plain) ?? "(none)";
}
