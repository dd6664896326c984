using Microsoft.Azure.Cosmos.Serialization.HybridRow;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.IO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO;
using Points.Local.Cosmos.Writes;

namespace Points.Local.Cosmos.Protocol;

/// <summary>One operation of a batch as the wire carries it.</summary>
internal sealed record BatchLine
{
    public OperationKind Kind { get; set; }

    public string? Id { get; set; }

    public byte[] Body { get; set; } = [];

    public string? IfMatch { get; set; }

    public string? IfNoneMatch { get; set; }

    public bool WantsNoBody { get; set; }
}

/// <summary>Reads a batch's body: RecordIO records, each a HybridRow.</summary>
internal static class BatchRequest
{
    private const int BufferBytes = 4096;

    public static async Task<List<BatchLine>> Read(ReadOnlyMemory<byte> body)
    {
        var lines = new List<BatchLine>();
        using var stream = new MemoryStream(body.ToArray());
        var result = await stream.ReadRecordIOAsync((ReadOnlyMemory<byte> record) => ReadLine(record, lines), null, new MemorySpanResizer<byte>(BufferBytes));
        return result == Result.Success ? lines : throw new CosmosError(400, $"The batch is malformed: {result}.");
    }

    private static Result ReadLine(ReadOnlyMemory<byte> record, List<BatchLine> lines)
    {
        var row = new RowBuffer(record.Length);
        if (!row.ReadFrom(record.Span, HybridRowVersion.V1, BatchSchema.Resolver))
        {
            return Result.Failure;
        }

        var line = new BatchLine();
        var reader = new RowReader(ref row);
        while (reader.Read())
        {
            var result = ReadField(ref reader, line);
            if (result != Result.Success)
            {
                return result;
            }
        }

        lines.Add(line);
        return Result.Success;
    }

    private static Result ReadField(ref RowReader reader, BatchLine line)
    {
        var result = Result.Success;
        switch ((string)reader.Path)
        {
            case "operationType":
                result = reader.ReadInt32(out var kind);
                line.Kind = (OperationKind)kind;
                break;
            case "id":
                result = reader.ReadString(out string id);
                line.Id = id;
                break;
            case "resourceBody":
                result = reader.ReadBinary(out byte[] body);
                line.Body = body;
                break;
            case "ifMatch":
                result = reader.ReadString(out string ifMatch);
                line.IfMatch = ifMatch;
                break;
            case "ifNoneMatch":
                result = reader.ReadString(out string ifNoneMatch);
                line.IfNoneMatch = ifNoneMatch;
                break;
            case "minimalReturnPreference":
                result = reader.ReadBool(out var minimal);
                line.WantsNoBody = minimal;
                break;
        }

        return result;
    }
}
