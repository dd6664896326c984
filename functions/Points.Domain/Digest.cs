using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Points.Domain;

/// <summary>
/// A SHA-256 digest over a list of parts. Each part is hashed with its type and length, so different lists never
/// have the same input. Document ids, request fingerprints and the ledger's hash chain are digests: text from callers
/// never becomes an id itself, because it could collide, impersonate, or contain characters that Cosmos DB forbids.
/// </summary>
public sealed class Digest
{
    private const byte Absent = 0,
        Text = 1,
        Number = 2;
    private readonly ArrayBufferWriter<byte> _parts = new(256);

    /// <summary>The digest of these texts, in this order.</summary>
    public static string Compute(params ReadOnlySpan<string?> parts)
    {
        var digest = new Digest();
        foreach (var part in parts)
            digest.Add(part);
        return digest.ToString();
    }

    public Digest Add(string? text)
    {
        if (text is null)
        {
            Append(Absent, 0);
            return this;
        }
        var length = Encoding.UTF8.GetByteCount(text);
        Append(Text, length);
        _parts.Advance(Encoding.UTF8.GetBytes(text, _parts.GetSpan(length)));
        return this;
    }

    public Digest Add(long number)
    {
        Append(Number, number);
        return this;
    }

    public Digest Add(DateTimeOffset instant) => Add(instant.UtcTicks);

    public Digest Add(DateOnly? date) => date is { } day ? Add((long)day.DayNumber) : Add((string?)null);

    public Digest Add(Fen? fen) => fen is { } amount ? Add(amount.Value) : Add((string?)null);

    /// <summary>The digest of all parts added so far: 43 characters of base64url.</summary>
    public override string ToString()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_parts.WrittenSpan, hash);
        return Base64Url.EncodeToString(hash);
    }

    private void Append(byte kind, long value)
    {
        var span = _parts.GetSpan(1 + sizeof(long));
        span[0] = kind;
        BinaryPrimitives.WriteInt64BigEndian(span[1..], value);
        _parts.Advance(1 + sizeof(long));
    }
}
