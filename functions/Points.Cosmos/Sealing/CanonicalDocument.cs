using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Points.Cosmos.Sealing;

/// <summary>
/// The bytes of a document that its MACs are about: the names and values of each part in their order, without the
/// spaces, escapes and forms of numbers that a store may write in another way.
/// </summary>
internal sealed class CanonicalDocument
{
    private const int UsualBytes = 1_024;

    /// <summary>A larger buffer is not kept for the next document.</summary>
    private const int KeptBytesMax = 64 * 1_024;

    /// <summary>Doubles are exact up to here.</summary>
    private const double ExactMax = 1L << 53;

    [ThreadStatic]
    private static CanonicalDocument? _idle;

    private readonly ArrayBufferWriter<byte>[] _parts = [new(UsualBytes), new(UsualBytes), new(UsualBytes)];
    private readonly string?[] _macs = new string?[3];

    private CanonicalDocument() { }

    public string Id { get; private set; } = "";

    public string MemberId { get; private set; } = "";

    /// <summary>The MAC of a part, as it is stored; null if it has none.</summary>
    public string? MacOf(DocumentPart part) => _macs[(int)part];

    public ReadOnlySpan<byte> BytesOf(DocumentPart part) => _parts[(int)part].WrittenSpan;

    /// <summary>Whether the document says anything in a part.</summary>
    public bool Has(DocumentPart part) => _parts[(int)part].WrittenCount > 0;

    /// <summary>Reads a document. Give it back when it is no longer needed.</summary>
    /// <exception cref="JsonException">The JSON is damaged.</exception>
    public static CanonicalDocument Read(ReadOnlySpan<byte> json)
    {
        var document = _idle ?? new();
        _idle = null;
        document.ReadMembers(json);
        return document;
    }

    /// <summary>Reads one member as a part, for a change that replaces only this member.</summary>
    public static CanonicalDocument ReadMember(string id, string memberId, string name, ReadOnlySpan<byte> value)
    {
        var document = _idle ?? new();
        _idle = null;
        (document.Id, document.MemberId) = (id, memberId);
        var to = document._parts[(int)PartOf(name)];
        var json = new Utf8JsonReader(value);
        json.Read();
        WriteText(to, Encoding.UTF8.GetBytes(name));
        WriteValue(to, ref json);
        return document;
    }

    public void GiveBack()
    {
        if (_parts.Any(part => part.Capacity > KeptBytesMax))
            return;
        foreach (var part in _parts)
            part.ResetWrittenCount();
        Array.Clear(_macs);
        (Id, MemberId) = ("", "");
        _idle = this;
    }

    private void ReadMembers(ReadOnlySpan<byte> document)
    {
        var json = new Utf8JsonReader(document);
        json.Read();
        var hasRecent = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            var nameBytes = json.ValueSpan;
            json.Read();
            if (name == "id")
                Id = json.GetString() ?? "";
            else if (name == "memberId")
                MemberId = json.GetString() ?? "";
            var part = PartOf(name);
            if (part == DocumentPart.None || json.TokenType == JsonTokenType.Null)
            {
                if (MacPartOf(name) is { } sealedPart && json.TokenType == JsonTokenType.String)
                    _macs[(int)sealedPart] = json.GetString();
                json.Skip();
                continue;
            }
            hasRecent |= name == "recent";
            WriteText(_parts[(int)part], nameBytes);
            WriteValue(_parts[(int)part], ref json);
        }
        // The order of what was bought last is left when the list is removed, and means nothing then.
        if (!hasRecent)
            _parts[(int)DocumentPart.Recent].ResetWrittenCount();
    }

    private static DocumentPart? MacPartOf(string name) =>
        name switch
        {
            DocumentSeals.MacName => DocumentPart.Main,
            DocumentSeals.FactsMacName => DocumentPart.Facts,
            DocumentSeals.RecentMacName => DocumentPart.Recent,
            _ => null,
        };

    private static DocumentPart PartOf(string name) =>
        name switch
        {
            "facts" => DocumentPart.Facts,
            "recent" or "recentAfter" => DocumentPart.Recent,
            "giftsDueAt" or "grantsDueAt" or "told" or "tellings" or "erasing" => DocumentPart.None,
            // Members of the store, and the MACs.
            _ => name.StartsWith('_') ? DocumentPart.None : DocumentPart.Main,
        };

    private static void WriteValue(ArrayBufferWriter<byte> to, ref Utf8JsonReader json)
    {
        var depth = json.CurrentDepth;
        while (true)
        {
            switch (json.TokenType)
            {
                case JsonTokenType.String or JsonTokenType.PropertyName when !json.ValueIsEscaped:
                    WriteText(to, json.ValueSpan);
                    break;
                case JsonTokenType.String or JsonTokenType.PropertyName:
                    WriteText(to, Encoding.UTF8.GetBytes(json.GetString()!));
                    break;
                case JsonTokenType.Number:
                    WriteNumber(to, ref json);
                    break;
                default: // brackets, true, false and null
                    WriteByte(to, (byte)json.TokenType);
                    break;
            }
            if (
                json.CurrentDepth == depth
                && json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)
            )
                return;
            if (!json.Read())
                return;
        }
    }

    private static void WriteText(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> text)
    {
        var span = to.GetSpan(1 + sizeof(int) + text.Length);
        span[0] = (byte)'"';
        BinaryPrimitives.WriteInt32BigEndian(span[1..], text.Length);
        text.CopyTo(span[(1 + sizeof(int))..]);
        to.Advance(1 + sizeof(int) + text.Length);
    }

    private static void WriteNumber(ArrayBufferWriter<byte> to, ref Utf8JsonReader json)
    {
        var span = to.GetSpan(1 + sizeof(long));
        if (json.TryGetInt64(out var whole))
        {
            span[0] = (byte)'i';
            BinaryPrimitives.WriteInt64BigEndian(span[1..], whole);
        }
        else if (json.GetDouble() is var real && Math.Abs(real) <= ExactMax && Math.Truncate(real) == real)
        {
            span[0] = (byte)'i';
            BinaryPrimitives.WriteInt64BigEndian(span[1..], (long)real);
        }
        else
        {
            span[0] = (byte)'d';
            BinaryPrimitives.WriteDoubleBigEndian(span[1..], real);
        }
        to.Advance(1 + sizeof(long));
    }

    private static void WriteByte(ArrayBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }
}
