using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Points.Functions.Tests.Access;

/// <content>The tokens that tests send.</content>
public sealed partial class TokenAuthenticatorTests
{
    private static string Claims(string audience) =>
        $$"""
            "iss":"{{Issuer}}","aud":{{audience}},"sub":"ops","roles":["operator"]
            """;

    /// <summary>A token that is signed with the right key, whatever its header says.</summary>
    private static string Signed(string header = """{"alg":"HS256","typ":"JWT"}""", string? payload = null)
    {
        var at = Noon.ToUnixTimeSeconds();
        payload ??= $$"""{{{Claims("\"points\"")}},"iat":{{at}},"exp":{{at + 3_600}}}""";
        var signed = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(payload)}";
        return Bearer(
            $"{signed}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(Key.Key, Encoding.ASCII.GetBytes(signed)))}"
        );
    }

    /// <summary>Adds the start to every number.</summary>
    private static string Shifted(string times, long start) =>
        string.Join(
            ',',
            times
                .Split(',')
                .Select(it => it.Split(':'))
                .Select(it =>
                    FormattableString.Invariant($"{it[0]}:{start + long.Parse(it[1], CultureInfo.InvariantCulture)}")
                )
        );

    private static string Bearer(string token) => $"Bearer {token}";

    private static string Token(
        Dictionary<string, object> claims,
        SymmetricSecurityKey? key = null,
        string issuer = Issuer,
        string audience = Audience
    ) =>
        new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                Claims = claims,
                IssuedAt = Noon.UtcDateTime,
                NotBefore = Noon.UtcDateTime,
                Expires = Noon.UtcDateTime.AddHours(1),
                SigningCredentials = new(key ?? Key, SecurityAlgorithms.HmacSha256),
            }
        );

    private static string Unsigned() =>
        new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                Claims = Operator,
                NotBefore = Noon.UtcDateTime,
                Expires = Noon.UtcDateTime.AddHours(1),
            }
        );

    private static string Tampered(string token)
    {
        var parts = token.Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("ops", "boss", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}";
    }
}
