using System.Buffers.Text;
using System.Security.Cryptography;

namespace Points.Domain.Keys;

/// <summary>
/// A secret of 32 random bytes: the seed of an Ed25519 key, or the key of a MAC. It has no text form that contains the
/// bytes, so that no log can show them.
/// </summary>
public sealed class SecretKey
{
    /// <summary>How many bytes a key has.</summary>
    public const int Length = 32;

    private const int IdBytes = 9; // 12 characters of base64url

    private readonly byte[] _bytes;

    /// <exception cref="ArgumentException">There are not <see cref="Length"/> bytes.</exception>
    public SecretKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"must be {Length} bytes", nameof(bytes));
        _bytes = bytes.ToArray();
        Id = Base64Url.EncodeToString(HMACSHA256.HashData(_bytes, "points-key-id"u8).AsSpan(0, IdBytes));
    }

    /// <summary>
    /// Names the key beside what was made with it. It follows from the key, so it cannot be given to another one.
    /// </summary>
    public string Id { get; }

    public ReadOnlySpan<byte> Bytes => _bytes;

    public override string ToString() => Id;
}
