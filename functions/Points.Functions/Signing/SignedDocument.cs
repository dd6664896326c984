using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Points.Domain.Reading;

namespace Points.Functions.Signing;

/// <summary>
/// A signed document: a JWS in its compact form with EdDSA (RFC 7515, RFC 8037). Its header says which key signed it
/// and what it is; the payload is JSON.
/// </summary>
internal sealed class SignedDocument
{
    /// <summary>The media type of one signed document.</summary>
    public const string MediaType = "application/jose";

    private const string Algorithm = "EdDSA";

    private readonly string _signed;
    private readonly byte[] _signature;

    private SignedDocument(SignedHeader header, byte[] payload, string signed, byte[] signature) =>
        (KeyId, Type, Payload, _signed, _signature) = (header.Kid!, header.Typ!, payload, signed, signature);

    public string KeyId { get; }

    public string Type { get; }

    /// <summary>The JSON in UTF-8. Nothing is known of it before the signature is checked.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <returns>Null if the text is no JWS of this kind. Its signature is not checked.</returns>
    public static SignedDocument? TryParse(string text) =>
        text.Split('.') is [var header, var payload, var signature]
        && Decode(header) is { } headerBytes
        && Decode(payload) is { } payloadBytes
        && Decode(signature) is { } signatureBytes
        && ReadHeader(headerBytes) is { Alg: Algorithm, Kid: not null, Typ: not null, Crit: null } read
            ? new(read, payloadBytes, text[..^(signature.Length + 1)], signatureBytes)
            : null;

    public bool IsSignedBy(PublicKey key) =>
        key.Id == KeyId && key.Verifies(Encoding.ASCII.GetBytes(_signed), _signature);

    /// <summary>Names a document in the one that follows it: the SHA-256 of its text, in base64url.</summary>
    public static string DigestOf(string text) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(text)));

    /// <summary>What a signature covers: header and payload.</summary>
    public static byte[] FormatSigned(string keyId, string type, ReadOnlySpan<byte> payload)
    {
        var header = ReadableJson.Serialize(
            new SignedHeader(Algorithm, keyId, type, Crit: null),
            SigningJson.Default.SignedHeader
        );
        return Encoding.ASCII.GetBytes($"{Base64Url.EncodeToString(header.Span)}.{Base64Url.EncodeToString(payload)}");
    }

    public static string Format(byte[] signed, byte[] signature) =>
        $"{Encoding.ASCII.GetString(signed)}.{Base64Url.EncodeToString(signature)}";

    private static byte[]? Decode(string text) =>
        text.Length > 0 && text.All(it => char.IsAsciiLetterOrDigit(it) || it is '-' or '_') && Base64Url.IsValid(text)
            ? Base64Url.DecodeFromChars(text)
            : null;

    private static SignedHeader? ReadHeader(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, SigningJson.Default.SignedHeader);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Alg">The algorithm.</param>
/// <param name="Kid">The id of the key.</param>
/// <param name="Typ">What the document is.</param>
/// <param name="Crit">Extensions that must be understood. None is, so a document that has some is refused.</param>
internal sealed record SignedHeader(string? Alg, string? Kid, string? Typ, JsonElement? Crit);
