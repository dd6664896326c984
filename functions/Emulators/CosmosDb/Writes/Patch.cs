using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emulators.CosmosDb.Queries;

namespace Emulators.CosmosDb.Writes;

/// <summary>A patch: an optional filter predicate, and up to ten operations that are applied in order.</summary>
internal sealed class Patch
{
    /// <summary>The limit of Cosmos on the operations of a patch.</summary>
    private const int OperationsMax = 10;

    // Text that the patch does not change is written as the client sent it, not escaped.
    private static readonly JsonWriterOptions Unescaped = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<PatchOperation> _operations;

    private Patch(QueryFilter? filter, List<PatchOperation> operations)
    {
        Filter = filter;
        _operations = operations;
    }

    /// <summary>The filter that the stored document must match; otherwise the patch is refused with 412.</summary>
    public QueryFilter? Filter { get; }

    /// <exception cref="RequestRefusedException">The patch is malformed.</exception>
    public static Patch Parse(ReadOnlySpan<byte> body)
    {
        var json = ParseJson(body);
        // Without a condition, SDKs of other languages send the operations alone.
        if (
            (json as JsonArray ?? (json as JsonObject)?["operations"])
            is not JsonArray { Count: > 0 and <= OperationsMax } list
        )
            throw new RequestRefusedException(400, $"A patch has 1 to {OperationsMax} operations.");
        var condition = (string?)(json as JsonObject)?["condition"];
        var filter = condition is null ? null : QueryParser.ParseCondition(condition);
        return new Patch(filter, [.. list.Select(PatchOperation.Parse)]);
    }

    /// <returns>The patched document.</returns>
    /// <exception cref="RequestRefusedException">
    /// A path is not in the document, or a value has the wrong type.
    /// </exception>
    public byte[] Apply(ReadOnlyMemory<byte> body)
    {
        var root = JsonNode.Parse(body.Span)!.AsObject();
        foreach (var operation in _operations)
            operation.Apply(root);
        var output = new ArrayBufferWriter<byte>(body.Length);
        using (var writer = new Utf8JsonWriter(output, Unescaped))
        {
            root.WriteTo(writer);
        }
        return output.WrittenSpan.ToArray();
    }

    private static JsonNode? ParseJson(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
