using System.Text.Json;

namespace Emulators.CosmosDb.Documents;

/// <summary>
/// Reads a document's id, partition key and indexed values in one pass over its bytes. It runs on the caller's thread,
/// so that the one writer never parses.
/// </summary>
internal sealed class DocumentReader(JsonPath partitionKey, IReadOnlyList<JsonPath> indexed)
{
    private const string NotAnObject = "The document is not a JSON object.";

    /// <exception cref="RequestRefusedException">
    /// The document is malformed or too large, or has no valid id.
    /// </exception>
    public EncodedDocument Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > EncodedDocument.BodyBytesMax)
            throw new RequestRefusedException(
                413,
                $"The document is larger than {EncodedDocument.BodyBytesMax} bytes."
            );
        try
        {
            return Scan(json);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or FormatException)
        {
            throw new RequestRefusedException(400, $"{NotAnObject} {malformed.Message}");
        }
    }

    private EncodedDocument Scan(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new RequestRefusedException(400, NotAnObject);
        var start = (int)reader.TokenStartIndex;
        var found = new ScannedFields { Indexed = indexed.Count == 0 ? [] : new Scalar[indexed.Count] };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            ReadProperty(ref reader, ref found);
        var body = json[start..(int)reader.BytesConsumed];
        return new EncodedDocument(
            RequireId(found.Id),
            found.Key,
            found.TimeToLive,
            found.Indexed,
            found.HasSystemProperties ? SystemProperties.Strip(body) : body
        );
    }

    private void ReadProperty(ref Utf8JsonReader reader, ref ScannedFields found)
    {
        var name = reader;
        found.HasSystemProperties |= SystemProperties.IsSystemProperty(ref reader);
        reader.Read();
        if (name.ValueTextEquals("id"u8))
            found.Id = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        else if (name.ValueTextEquals("ttl"u8))
            found.TimeToLive = reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : null;
        if (name.ValueTextEquals(partitionKey.FirstName))
            found.Key = partitionKey.FindBelowFirst(reader);
        // Several indexed paths may begin with the same name, such as /tier/current and /tier/since.
        for (var slot = IndexOf(ref name, 0); slot >= 0; slot = IndexOf(ref name, slot + 1))
            found.Indexed[slot] = indexed[slot].FindBelowFirst(reader);
        reader.Skip();
    }

    private int IndexOf(ref Utf8JsonReader atName, int from)
    {
        for (var i = from; i < indexed.Count; i++)
            if (atName.ValueTextEquals(indexed[i].FirstName))
                return i;
        return -1;
    }

    private static string RequireId(string? id) =>
        id switch
        {
            null or "" => throw new RequestRefusedException(
                400,
                "The input content is invalid because the required property 'id' is missing."
            ),
            { Length: > EncodedDocument.IdBytesMax } => throw new RequestRefusedException(
                400,
                $"The id is longer than {EncodedDocument.IdBytesMax} characters."
            ),
            _ when id.AsSpan().ContainsAny("/\\?#") => throw new RequestRefusedException(
                400,
                $"The id '{id}' contains one of the characters / \\ ? #, which Cosmos forbids."
            ),
            _ => id,
        };

    private struct ScannedFields
    {
        public string? Id;
        public int? TimeToLive;
        public Scalar Key;
        public Scalar[] Indexed;
        public bool HasSystemProperties;
    }
}
