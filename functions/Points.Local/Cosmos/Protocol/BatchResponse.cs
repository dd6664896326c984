using Microsoft.Azure.Cosmos.Serialization.HybridRow;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.IO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO;
using Points.Local.Cosmos.Documents;
using Points.Local.Cosmos.Writes;

namespace Points.Local.Cosmos.Protocol;

/// <summary>Writes a batch's results: RecordIO records, each a HybridRow.</summary>
internal static class BatchResponse
{
    private const int RowBytes = 256;

    public static async Task<byte[]> Write(OperationResult[] results)
    {
        using var stream = new MemoryStream();
        var result = await stream.WriteRecordIOAsync(
            default(Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO.Segment),
            (long index, out ReadOnlyMemory<byte> record) => WriteRow(results, index, out record));
        return result == Result.Success
            ? stream.ToArray()
            : throw new InvalidOperationException($"The results of a batch could not be written: {result}.");
    }

    private static Result WriteRow(OperationResult[] results, long index, out ReadOnlyMemory<byte> record)
    {
        record = default;
        if (index >= results.Length)
        {
            return Result.Success;
        }

        var bytes = RowBytes + (results[index].Body?.Length ?? 0);
        var resizer = new MemorySpanResizer<byte>(bytes);
        var row = new RowBuffer(bytes, resizer);
        row.InitLayout(HybridRowVersion.V1, BatchSchema.Result, BatchSchema.Resolver);
        var written = RowWriter.WriteBuffer(ref row, results[index], WriteFields);
        record = resizer.Memory[..row.Length];
        return written;
    }

    private static Result WriteFields(ref RowWriter row, TypeArgument type, OperationResult result)
    {
        var written = row.WriteInt32("statusCode", result.Status);
        if (written == Result.Success && result.SubStatus != 0)
        {
            written = row.WriteInt32("subStatusCode", result.SubStatus);
        }

        if (written == Result.Success && result.SequenceNumber != 0)
        {
            written = row.WriteString("eTag", SystemProperties.ETagOf(result.SequenceNumber));
        }

        if (written == Result.Success && result.Body is { } body)
        {
            written = row.WriteBinary("resourceBody", body);
        }

        if (written == Result.Success)
        {
            written = row.WriteUInt32("retryAfterMilliseconds", 0);
        }

        return written == Result.Success ? row.WriteFloat64("requestCharge", 1) : written;
    }
}
