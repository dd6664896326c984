using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Emulators.CosmosDb.Documents;

/// <summary>
/// The properties that the store adds to every document it returns: <c>_rid</c>, <c>_etag</c> and <c>_ts</c>. They are
/// not part of the stored body; they are added when it is read. The etag is the document's sequence number.
/// </summary>
internal static class SystemProperties
{
    private const int SuffixBytesMax = 160;

    /// <summary>Formats an etag as headers carry it: the sequence number in quotes.</summary>
    public static string FormatETag(long sequenceNumber) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{sequenceNumber:x16}\"");

    /// <summary>Whether the value of If-Match or If-None-Match is the etag of this version.</summary>
    public static bool Matches(string etag, long sequenceNumber)
    {
        var text = etag.AsSpan().Trim('"');
        return long.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var named)
            && named == sequenceNumber;
    }

    public static bool IsSystemProperty(ref Utf8JsonReader atName)
    {
        var first = atName.HasValueSequence ? default : atName.ValueSpan;
        return first.Length > 2
            && first[0] == '_'
            && (
                first.SequenceEqual("_etag"u8)
                || first.SequenceEqual("_ts"u8)
                || first.SequenceEqual("_rid"u8)
                || first.SequenceEqual("_self"u8)
                || first.SequenceEqual("_attachments"u8)
                || first.SequenceEqual("_lsn"u8)
            );
    }

    /// <summary>Removes the system properties of a document. All other properties keep their order and bytes.</summary>
    public static ReadOnlyMemory<byte> Strip(ReadOnlyMemory<byte> body)
    {
        var output = new ArrayBufferWriter<byte>(body.Length);
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        var reader = new Utf8JsonReader(body.Span);
        reader.Read();
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSystem = IsSystemProperty(ref reader);
            var name = isSystem ? null : reader.GetString();
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (name is not null)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(body.Span[start..(int)reader.BytesConsumed], skipInputValidation: true);
            }
        }
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }

    /// <summary>Adds the system properties to a stored body.</summary>
    /// <param name="body">The stored body.</param>
    /// <param name="resourceId">The value of <c>_rid</c>.</param>
    /// <param name="sequenceNumber">The document's sequence number, for <c>_etag</c> and <c>_lsn</c>.</param>
    /// <param name="seconds">When the document was written, in seconds since 1970, for <c>_ts</c>.</param>
    /// <param name="inFeed">Whether to add <c>_lsn</c>, which only change feeds contain.</param>
    public static byte[] AddTo(
        ReadOnlySpan<byte> body,
        string resourceId,
        long sequenceNumber,
        long seconds,
        bool inFeed = false
    )
    {
        Span<byte> suffix = stackalloc byte[SuffixBytesMax];
        var length = WriteSuffix(suffix, resourceId, sequenceNumber, seconds, inFeed);
        var completed = GC.AllocateUninitializedArray<byte>(body.Length - 1 + length);
        body[..^1].CopyTo(completed);
        suffix[..length].CopyTo(completed.AsSpan(body.Length - 1));
        return completed;
    }

    private static int WriteSuffix(Span<byte> target, string resourceId, long sequenceNumber, long seconds, bool inFeed)
    {
        var at = 0;
        at += Put(target, at, ",\"_rid\":\""u8);
        at += System.Text.Encoding.UTF8.GetBytes(resourceId, target[at..]);
        at += Put(target, at, "\",\"_etag\":\"\\\""u8);
        Utf8Formatter.TryFormat(sequenceNumber, target[at..], out var written, new StandardFormat('x', 16));
        at += written;
        at += Put(target, at, "\\\"\",\"_ts\":"u8);
        Utf8Formatter.TryFormat(seconds, target[at..], out written);
        at += written;
        if (inFeed)
        {
            at += Put(target, at, ",\"_lsn\":"u8);
            Utf8Formatter.TryFormat(sequenceNumber, target[at..], out written);
            at += written;
        }
        return at + Put(target, at, "}"u8);
    }

    private static int Put(Span<byte> target, int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(target[at..]);
        return bytes.Length;
    }
}
