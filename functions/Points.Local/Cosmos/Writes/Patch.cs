using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Local.Cosmos.Queries;

namespace Points.Local.Cosmos.Writes;

/// <summary>A patch request: an optional filter predicate and up to ten operations, applied in order.</summary>
internal sealed class Patch
{
    /// <summary>Cosmos's bound on the operations of a patch.</summary>
    private const int OperationsMax = 10;

    private static readonly JsonWriterOptions AsWritten = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly List<PatchOperation> _operations;

    private Patch(QueryFilter? filter, List<PatchOperation> operations)
    {
        Filter = filter;
        _operations = operations;
    }

    /// <summary>What must hold of the stored document, or the patch is refused with 412.</summary>
    public QueryFilter? Filter { get; }

    public static Patch Parse(ReadOnlySpan<byte> body)
    {
        if (
            ParseObject(body) is not { } json
            || json["operations"] is not JsonArray { Count: > 0 and <= OperationsMax } list
        )
            throw new RequestRefusedException(400, $"A patch is an object with 1 to {OperationsMax} operations.");
        var filter = (string?)json["condition"] is { } condition ? QueryParser.ParseCondition(condition) : null;
        return new Patch(filter, [.. list.Select(PatchOperation.Parse)]);
    }

    public byte[] Apply(ReadOnlyMemory<byte> body)
    {
        var root = JsonNode.Parse(body.Span)!.AsObject();
        foreach (var operation in _operations)
            operation.Apply(root);
        var output = new ArrayBufferWriter<byte>(body.Length);
        using (var writer = new Utf8JsonWriter(output, AsWritten))
        {
            root.WriteTo(writer);
        }
        return output.WrittenSpan.ToArray();
    }

    private static JsonObject? ParseObject(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
