using System.Text.Json;

namespace Points.Local.Cosmos.Documents;

/// <summary>
/// Reads a document's id, keys and indexed values in a single pass over its bytes. It runs on the caller's thread, so that
/// the one writer never parses.
/// </summary>
internal sealed class DocumentScan(JsonPath partitionKey, IReadOnlyList<JsonPath> indexed)
{
    private const string NotAnObject = "The document is not a JSON object.";

    public Document Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > Document.BodyBytesMax)
        {
            throw new CosmosError(413, $"The document is larger than {Document.BodyBytesMax} bytes.");
        }

        try
        {
            return Scan(json);
        }
        catch (JsonException malformed)
        {
            throw new CosmosError(400, $"{NotAnObject} {malformed.Message}");
        }
    }

    private Document Scan(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new CosmosError(400, NotAnObject);
        }

        var start = (int)reader.TokenStartIndex;
        string? id = null;
        int? timeToLive = null;
        var key = Scalar.Undefined;
        var values = indexed.Count == 0 ? [] : new Scalar[indexed.Count];
        var hasSystemProperties = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            hasSystemProperties |= SystemProperties.IsAt(ref reader);
            var isId = reader.ValueTextEquals("id"u8);
            var isTimeToLive = reader.ValueTextEquals("ttl"u8);
            var isKey = reader.ValueTextEquals(partitionKey.First);
            var slot = IndexOf(ref reader, 0);
            var name = reader;
            reader.Read();
            if (isId)
            {
                id = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            if (isTimeToLive)
            {
                timeToLive = reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : null;
            }

            if (isKey)
            {
                key = partitionKey.FindBelowFirst(reader);
            }

            for (; slot >= 0; slot = IndexOf(ref name, slot + 1))
            {
                values[slot] = indexed[slot].FindBelowFirst(reader);
            }

            reader.Skip();
        }

        var body = json[start..(int)reader.BytesConsumed];
        return new Document(
            RequireId(id), key, timeToLive, values, hasSystemProperties ? SystemProperties.Strip(body) : body);
    }

    private int IndexOf(ref Utf8JsonReader atName, int from)
    {
        for (var i = from; i < indexed.Count; i++)
        {
            if (atName.ValueTextEquals(indexed[i].First))
            {
                return i;
            }
        }

        return -1;
    }

    private static string RequireId(string? id) => id switch
    {
        null or "" => throw new CosmosError(400, "The input content is invalid because the required property 'id' is missing."),
        { Length: > Document.IdBytesMax } => throw new CosmosError(400, $"The id is longer than {Document.IdBytesMax} characters."),
        _ when id.AsSpan().ContainsAny("/\\?#") => throw new CosmosError(400, $"The id '{id}' contains one of / \\ ? #, which Cosmos forbids."),
        _ => id,
    };
}
