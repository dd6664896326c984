using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Emulators.CosmosDb.Serving;

/// <summary>
/// Checks the authorization header: a signature with the account's key, or a token of Microsoft Entra ID. It does not
/// check how old the signature is.
/// </summary>
internal sealed class Authorization(byte[] key, Func<string, bool>? acceptsToken)
{
    private const string Signed = "type=master&ver=1.0&sig=",
        Token = "type=aad&ver=1.0&sig=";

    /// <summary>The key in Base64.</summary>
    public string Key { get; } = Convert.ToBase64String(key);

    /// <returns>Why the request is refused, as a sentence; null when it is not.</returns>
    public string? FindRefusal(HttpRequest request)
    {
        var header = WebUtility.UrlDecode(request.Headers.Authorization.ToString());
        // The URL decoder turns the plus signs of an unescaped signature into spaces.
        if (header.StartsWith(Signed, StringComparison.OrdinalIgnoreCase))
            return IsSignedBy(key, request, header[Signed.Length..].Replace(' ', '+'))
                ? null
                : "The signature in the authorization header was not made with the key of this account.";
        if (!header.StartsWith(Token, StringComparison.OrdinalIgnoreCase))
            return "The request needs an authorization header, with a signature or a Microsoft Entra ID token.";
        return acceptsToken?.Invoke(header[Token.Length..]) == true
            ? null
            : "The Microsoft Entra ID token in the authorization header may not use this account.";
    }

    private static bool IsSignedBy(byte[] key, HttpRequest request, string signature)
    {
        var given = new byte[HMACSHA256.HashSizeInBytes];
        if (!Convert.TryFromBase64String(signature, given, out var length) || length != given.Length)
            return false;
        return SignedTexts(request)
            .Any(text =>
                CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)), given)
            );
    }

    /// <summary>
    /// The texts that clients sign, by the form in which they name the resource: its path, the path as it is escaped in
    /// the URL, or its resource id alone.
    /// </summary>
    private static IEnumerable<string> SignedTexts(HttpRequest request)
    {
        var escaped = request.Path.ToUriComponent().Trim('/');
        var path = Uri.UnescapeDataString(escaped);
        var type = ResourceType(escaped);
        var date = request.Headers["x-ms-date"].ToString().ToLowerInvariant();
        var method = request.Method.ToLowerInvariant();
        return new[] { Owner(path, type), Owner(escaped, type), ResourceId(Owner(path, type)) }.Select(link =>
            $"{method}\n{type}\n{link}\n{date}\n\n"
        );
    }

    /// <summary>The last part of the path that is not an id: <c>docs</c>, <c>colls</c>, <c>dbs</c>.</summary>
    private static string ResourceType(string path)
    {
        var parts = path.Split('/');
        return parts.Length % 2 == 1 ? parts[^1] : parts[^2];
    }

    /// <summary>The resource itself, or the one that contains the list.</summary>
    private static string Owner(string path, string type) =>
        path == type ? ""
        : path.EndsWith($"/{type}", StringComparison.Ordinal) ? path[..^(type.Length + 1)]
        : path;

    private static string ResourceId(string link) => link[(link.LastIndexOf('/') + 1)..].ToLowerInvariant();
}
