namespace Points.Functions.Signing;

/// <summary>The public keys that check signed documents: a JSON Web Key Set (RFC 7517).</summary>
/// <param name="Keys">The key that signs now comes first; then those that signed, or will.</param>
internal sealed record KeysView(IReadOnlyList<KeyView> Keys);

/// <summary>A public Ed25519 key (RFC 8037).</summary>
/// <param name="Kty">The type of the key: <c>OKP</c>.</param>
/// <param name="Crv">The curve: <c>Ed25519</c>.</param>
/// <param name="X">The public key: 32 bytes in base64url.</param>
/// <param name="Kid">The id of the key, which is its thumbprint (RFC 7638).</param>
/// <param name="Alg">The algorithm: <c>EdDSA</c>.</param>
/// <param name="Use">What it is for: signatures, <c>sig</c>.</param>
internal sealed record KeyView(string Kty, string Crv, string X, string Kid, string Alg, string Use)
{
    public static KeyView From(PublicKey key) => new("OKP", "Ed25519", key.X, key.Id, "EdDSA", "sig");
}
