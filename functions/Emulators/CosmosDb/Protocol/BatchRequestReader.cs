using System.Runtime.InteropServices;
using Emulators.CosmosDb.Writes;
using Microsoft.Azure.Cosmos.Serialization.HybridRow;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO;

namespace Emulators.CosmosDb.Protocol;

/// <summary>Reads the body of a batch request: RecordIO records, each of which is a HybridRow.</summary>
internal static class BatchRequestReader
{
    private static readonly LayoutColumn Kind = BatchSchema.Column(BatchSchema.Operation, "operationType");
    private static readonly LayoutColumn Id = BatchSchema.Column(BatchSchema.Operation, "id");
    private static readonly LayoutColumn Body = BatchSchema.Column(BatchSchema.Operation, "resourceBody");
    private static readonly StringToken IfMatch = BatchSchema.Token(BatchSchema.Operation, "ifMatch");
    private static readonly StringToken IfNoneMatch = BatchSchema.Token(BatchSchema.Operation, "ifNoneMatch");
    private static readonly StringToken Minimal = BatchSchema.Token(BatchSchema.Operation, "minimalReturnPreference");

    /// <exception cref="RequestRefusedException">The batch is malformed.</exception>
    public static List<BatchOperation> Read(ReadOnlyMemory<byte> body)
    {
        var operations = new List<BatchOperation>();
        var parser = default(RecordIOParser);
        while (!body.IsEmpty)
        {
            Check(parser.Process(body, out var production, out ReadOnlyMemory<byte> record, out _, out var consumed));
            body = body[consumed..];
            if (production == RecordIOParser.ProductionType.Record)
                operations.Add(ReadOperation(record));
        }
        return operations;
    }

    private static BatchOperation ReadOperation(ReadOnlyMemory<byte> record)
    {
        // RowBuffer takes only writable bytes, although reading does not change them.
        var row = new RowBuffer(MemoryMarshal.AsMemory(record).Span, HybridRowVersion.V1, BatchSchema.Resolver);
        var root = RowCursor.Create(ref row);
        Check(LayoutType.Int32.ReadFixed(ref row, ref root, Kind, out var kind));
        return new BatchOperation(
            (OperationKind)kind,
            LayoutType.Utf8.ReadVariable(ref row, ref root, Id, out string id) == Result.Success ? id : null,
            LayoutType.Binary.ReadVariable(ref row, ref root, Body, out ReadOnlySpan<byte> body) == Result.Success
                ? Part(record, body)
                : default,
            Text(ref row, ref root, IfMatch),
            Text(ref row, ref root, IfNoneMatch),
            Flag(ref row, ref root, Minimal)
        );
    }

    private static string? Text(ref RowBuffer row, ref RowCursor root, in StringToken token)
    {
        root.Clone(out var field);
        field.Find(ref row, token);
        return LayoutType.Utf8.ReadSparse(ref row, ref field, out string text) == Result.Success ? text : null;
    }

    private static bool Flag(ref RowBuffer row, ref RowCursor root, in StringToken token)
    {
        root.Clone(out var field);
        field.Find(ref row, token);
        return LayoutType.Boolean.ReadSparse(ref row, ref field, out var flag) == Result.Success && flag;
    }

    private static ReadOnlyMemory<byte> Part(ReadOnlyMemory<byte> whole, ReadOnlySpan<byte> part) =>
        whole.Span.Overlaps(part, out var offset) ? whole.Slice(offset, part.Length) : part.ToArray();

    private static void Check(Result result)
    {
        if (result != Result.Success)
            throw new RequestRefusedException(400, $"The batch is malformed: {result}.");
    }
}
