using System.Collections.Immutable;
using NSec.Cryptography;
using Points.Domain.Keys;

namespace Points.Functions.Signing;

/// <summary>The keys that sign what outsiders check, with their public keys.</summary>
public sealed class SigningKeys
{
    private readonly Key _current;

    public SigningKeys(SecretKeys secrets)
    {
        var keys = secrets.Signing.All.Select(Import).ToImmutableArray();
        _current = keys[0];
        Public = [.. keys.Select(key => Signing.PublicKey.From(key.PublicKey))];
    }

    /// <summary>The public keys. The first belongs to the key that signs.</summary>
    internal ImmutableArray<PublicKey> Public { get; }

    /// <summary>Signs a document as a JWS in its compact form (RFC 7515).</summary>
    /// <param name="type">What the document is, so that none can be taken for another kind.</param>
    internal string Sign(string type, ReadOnlySpan<byte> payload)
    {
        var signed = SignedDocument.FormatSigned(Public[0].Id, type, payload);
        return SignedDocument.Format(signed, SignatureAlgorithm.Ed25519.Sign(_current, signed));
    }

    private static Key Import(SecretKey secret) =>
        Key.Import(SignatureAlgorithm.Ed25519, secret.Bytes, KeyBlobFormat.RawPrivateKey);
}
