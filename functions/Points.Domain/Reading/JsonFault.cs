using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Points.Domain.Reading;

/// <summary>
/// Finds where a text breaks the rules of JSON, and says why in words for people. The parser's own messages speak of
/// its readers and options, and do not count lines as editors do.
/// </summary>
internal static class JsonFault
{
    /// <summary>A longer name of a field is not repeated in an error.</summary>
    private const int NameLengthMax = 64;

    /// <param name="json">The text without a byte order mark.</param>
    /// <param name="depthMax">The deepest nesting that is accepted.</param>
    /// <returns>For example <c>is not valid JSON at line 2, column 7</c>. Both count from 1, in characters.</returns>
    public static string Describe(ReadOnlySpan<byte> json, int depthMax)
    {
        if (json.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return "is not valid JSON: it is empty";
        if (FindInvalidUtf8(json) is { } invalid)
            return At(json, invalid, "this is not UTF-8");
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new(new JsonReaderOptions { MaxDepth = depthMax }));
        try
        {
            return FindRepeatedName(ref reader) is { } repeated
                ? At(json, (int)reader.TokenStartIndex, repeated)
                : At(json, json.Length, "it ends too early");
        }
        catch (JsonException fault)
        {
            var at = OffsetOf(json, fault);
            return At(
                json,
                at,
                IsTooDeep(json, at, reader, depthMax)
                    ? FormattableString.Invariant($"more than {depthMax} levels are nested")
                    : null
            );
        }
        catch (InvalidOperationException fault) when (OpenDocument.IsUndecodable(fault))
        {
            return At(json, (int)reader.TokenStartIndex, "this text has half a surrogate pair");
        }
    }

    /// <summary>Whether an object or a list begins here within the deepest one that is accepted.</summary>
    private static bool IsTooDeep(ReadOnlySpan<byte> json, int offset, Utf8JsonReader reader, int depthMax)
    {
        var justOpened = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        return reader.CurrentDepth + (justOpened ? 1 : 0) >= depthMax
            && offset < json.Length
            && json[offset] is (byte)'{' or (byte)'[';
    }

    private static string At(ReadOnlySpan<byte> json, int offset, string? why)
    {
        var before = json[..offset];
        var line = before.Count((byte)'\n') + 1;
        var column = CountCharacters(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        var place = string.Create(CultureInfo.InvariantCulture, $"is not valid JSON at line {line}, column {column}");
        return why is null ? place : $"{place}: {why}";
    }

    private static int? FindInvalidUtf8(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length; )
        {
            if (Rune.DecodeFromUtf8(text[at..], out _, out var length) != System.Buffers.OperationStatus.Done)
                return at;
            at += length;
        }
        return null;
    }

    /// <summary>Reads until the first fault, which throws, or the end.</summary>
    /// <returns>Null if no object has two fields with the same name.</returns>
    private static string? FindRepeatedName(ref Utf8JsonReader reader)
    {
        var objects = new Stack<HashSet<string>>();
        while (reader.Read())
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    objects.Push(new(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    objects.Pop();
                    break;
                case JsonTokenType.String:
                    reader.GetString(); // Throws if the text cannot be decoded.
                    break;
                case JsonTokenType.PropertyName when reader.GetString() is { } name && !objects.Peek().Add(name):
                    return name.Length <= NameLengthMax ? $"{name} is there twice" : "this field is there twice";
                default:
                    break;
            }
        return null;
    }

    /// <summary>The parser counts lines from 0, and bytes within the line.</summary>
    private static int OffsetOf(ReadOnlySpan<byte> json, JsonException fault)
    {
        var offset = 0;
        for (var line = 0; line < fault.LineNumber; line++)
            offset += json[offset..].IndexOf((byte)'\n') + 1;
        return (int)Math.Min(json.Length, offset + (fault.BytePositionInLine ?? 0));
    }

    /// <summary>Counts Unicode characters in valid UTF-8: every byte but the continuing ones begins one.</summary>
    private static int CountCharacters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var each in text)
            if ((each & 0xC0) != 0x80)
                count++;
        return count;
    }
}
