using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;
using Ed25519Key = NSec.Cryptography.PublicKey;

namespace Points.Functions.Signing;

/// <summary>A public Ed25519 key, which checks what its secret key signed.</summary>
internal sealed class PublicKey
{
    private readonly Ed25519Key _key;

    private PublicKey(Ed25519Key key, string x) =>
        (_key, X, Id) = (
            key,
            x,
            // The thumbprint of RFC 7638, over the members that RFC 8037 requires, in the order of their names.
            Base64Url.EncodeToString(
                SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"Ed25519","kty":"OKP","x":"{{x}}"}"""))
            )
        );

    /// <summary>The thumbprint of the key.</summary>
    public string Id { get; }

    /// <summary>The key's 32 bytes in base64url.</summary>
    public string X { get; }

    public static PublicKey From(Ed25519Key key) =>
        new(key, Base64Url.EncodeToString(key.Export(KeyBlobFormat.RawPublicKey)));

    /// <returns>Null if the text is not an Ed25519 key in base64url.</returns>
    public static PublicKey? TryParse(string x) =>
        Base64Url.IsValid(x, out _)
        && Ed25519Key.TryImport(
            SignatureAlgorithm.Ed25519,
            Base64Url.DecodeFromChars(x),
            KeyBlobFormat.RawPublicKey,
            out var key
        )
            ? From(key!)
            : null;

    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        SignatureAlgorithm.Ed25519.Verify(_key, data, signature);
}
