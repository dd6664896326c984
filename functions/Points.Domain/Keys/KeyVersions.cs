using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Points.Domain.Keys;

/// <summary>
/// The versions of one key. The first is used to make signatures or MACs; all of them are used to check them. A key is
/// replaced in steps: the new version is added at the end, moves to the front once every instance has it, and the old
/// one is removed when nothing that it made needs to be checked any more (decision 57).
/// </summary>
public sealed class KeyVersions
{
    /// <summary>The most versions of a key. What was signed may name any of them.</summary>
    public const int VersionsMax = 16;

    private const string Separators = ", \t\r\n";

    private KeyVersions(ImmutableArray<SecretKey> all) => All = all;

    /// <summary>The first is in use.</summary>
    public ImmutableArray<SecretKey> All { get; }

    /// <summary>The key that makes new signatures or MACs.</summary>
    public SecretKey Current => All[0];

    /// <param name="keys">The first is in use.</param>
    /// <exception cref="ArgumentException">There is none, there are too many, or one is there twice.</exception>
    public static KeyVersions From(params ImmutableArray<SecretKey> keys) =>
        keys.Length is > 0 and <= VersionsMax
        && keys.DistinctBy(key => key.Id, StringComparer.Ordinal).Count() == keys.Length
            ? new(keys)
            : throw new ArgumentException($"must be 1 to {VersionsMax} different keys", nameof(keys));

    /// <summary>
    /// Reads keys from a text: each of <see cref="SecretKey.Length"/> bytes in base64, with white space or commas
    /// between them.
    /// </summary>
    /// <returns>Null if the text does not have this form.</returns>
    public static KeyVersions? TryParse(string text)
    {
        var parts = text.Split(Separators.ToCharArray(), StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > VersionsMax)
            return null;
        var keys = ImmutableArray.CreateBuilder<SecretKey>(parts.Length);
        Span<byte> bytes = stackalloc byte[SecretKey.Length + 1];
        foreach (var part in parts)
        {
            if (!Convert.TryFromBase64String(part, bytes, out var length) || length != SecretKey.Length)
                return null;
            keys.Add(new(bytes[..length]));
        }
        CryptographicOperations.ZeroMemory(bytes);
        return keys.DistinctBy(key => key.Id, StringComparer.Ordinal).Count() == keys.Count
            ? new(keys.MoveToImmutable())
            : null;
    }

    /// <returns>Null if no version has this id.</returns>
    public SecretKey? Find(string id) => All.FirstOrDefault(key => key.Id == id);
}
