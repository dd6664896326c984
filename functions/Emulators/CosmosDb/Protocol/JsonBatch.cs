using System.Buffers;
using System.Text.Json;
using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Writes;

namespace Emulators.CosmosDb.Protocol;

/// <summary>
/// A batch in JSON, as the SDKs of other languages send it: an array of operations, and one of results.
/// </summary>
internal static class JsonBatch
{
    /// <summary>Whether the body of a batch is JSON. A RecordIO record never begins with a bracket.</summary>
    public static bool IsJson(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8).StartsWith("["u8);

    /// <exception cref="RequestRefusedException">The batch is malformed.</exception>
    public static List<BatchOperation> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var batch = JsonDocument.Parse(body);
            return [.. batch.RootElement.EnumerateArray().Select(ReadOperation)];
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new RequestRefusedException(400, $"The batch is malformed: {malformed.Message}");
        }
    }

    public static byte[] Write(OperationResult[] results)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartArray();
            foreach (var result in results)
                WriteResult(json, result);
            json.WriteEndArray();
        }
        return output.WrittenSpan.ToArray();
    }

    private static BatchOperation ReadOperation(JsonElement operation) =>
        new(
            Enum.TryParse<OperationKind>(Text(operation, "operationType"), out var kind)
                ? kind
                : throw new RequestRefusedException(
                    400,
                    $"The batch operation '{Text(operation, "operationType")}' is not supported by the emulator."
                ),
            Text(operation, "id"),
            operation.TryGetProperty("resourceBody", out var body)
                ? JsonSerializer.SerializeToUtf8Bytes(body)
                : default,
            Text(operation, "ifMatch"),
            Text(operation, "ifNoneMatch"),
            PrefersNoBody: false
        );

    private static string? Text(JsonElement operation, string name) =>
        operation.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void WriteResult(Utf8JsonWriter json, in OperationResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("statusCode", result.Status);
        json.WriteNumber("requestCharge", 1);
        if (result.SubStatus != 0)
            json.WriteNumber("subStatusCode", result.SubStatus);
        if (result.SequenceNumber != 0)
            json.WriteString("eTag", SystemProperties.FormatETag(result.SequenceNumber));
        if (result.Body is { } body)
        {
            json.WritePropertyName("resourceBody");
            json.WriteRawValue(body);
        }
        json.WriteEndObject();
    }
}
