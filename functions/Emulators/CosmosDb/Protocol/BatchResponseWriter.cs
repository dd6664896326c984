using System.Buffers;
using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Writes;
using Microsoft.Azure.Cosmos.Serialization.HybridRow;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO;

namespace Emulators.CosmosDb.Protocol;

/// <summary>Writes the body of a batch response: RecordIO records, each of which is a HybridRow.</summary>
internal static class BatchResponseWriter
{
    /// <summary>The expected size of a result without a body, with the RecordIO header before it.</summary>
    private const int RowBytes = 128;

    private static readonly LayoutColumn Status = BatchSchema.Column(BatchSchema.Result, "statusCode");
    private static readonly LayoutColumn SubStatus = BatchSchema.Column(BatchSchema.Result, "subStatusCode");
    private static readonly LayoutColumn ETag = BatchSchema.Column(BatchSchema.Result, "eTag");
    private static readonly LayoutColumn Body = BatchSchema.Column(BatchSchema.Result, "resourceBody");
    private static readonly byte[] Start = WriteStart();

    public static byte[] Write(OperationResult[] results)
    {
        var output = new ArrayBufferWriter<byte>(
            Start.Length + results.Sum(result => RowBytes + (result.Body?.Length ?? 0))
        );
        output.Write(Start);
        var rowBytes = new MemorySpanResizer<byte>(RowBytes);
        var headBytes = new MemorySpanResizer<byte>(RowBytes);
        foreach (var result in results)
        {
            var row = new RowBuffer(RowBytes, rowBytes);
            WriteRow(ref row, result);
            var record = rowBytes.Memory[..row.Length];
            Check(RecordIOFormatter.FormatRecord(record, out var head, headBytes));
            output.Write(headBytes.Memory.Span[..head.Length]);
            output.Write(record.Span);
        }
        return output.WrittenSpan.ToArray();
    }

    private static void WriteRow(ref RowBuffer row, in OperationResult result)
    {
        row.InitLayout(HybridRowVersion.V1, BatchSchema.Result, BatchSchema.Resolver);
        var root = RowCursor.Create(ref row);
        Check(LayoutType.Int32.WriteFixed(ref row, ref root, Status, result.Status));
        if (result.SubStatus != 0)
            Check(LayoutType.Int32.WriteFixed(ref row, ref root, SubStatus, result.SubStatus));
        if (result.SequenceNumber != 0)
            Check(
                LayoutType.Utf8.WriteVariable(
                    ref row,
                    ref root,
                    ETag,
                    SystemProperties.FormatETag(result.SequenceNumber)
                )
            );
        if (result.Body is { } body)
            Check(LayoutType.Binary.WriteVariable(ref row, ref root, Body, body));
    }

    private static byte[] WriteStart()
    {
        var bytes = new MemorySpanResizer<byte>(RowBytes);
        Check(RecordIOFormatter.FormatSegment(default, out var row, bytes));
        return bytes.Memory[..row.Length].ToArray();
    }

    private static void Check(Result result)
    {
        if (result != Result.Success)
            throw new InvalidOperationException($"Could not write the results of a batch: {result}.");
    }
}
