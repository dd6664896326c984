using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Points.Functions.Access;

namespace Points.Functions.Tests.Access;

public sealed class TokenAuthenticatorTests
{
    private const string Issuer = "https://issuer.example",
        Audience = "points";
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly SymmetricSecurityKey Key = new(
        Encoding.ASCII.GetBytes("a key of this test, 32 bytes or more")
    );
    private static readonly SymmetricSecurityKey OtherKey = new(
        Encoding.ASCII.GetBytes("somebody else's key, which is not it")
    );
    private static readonly TokenAuthenticator Tokens = new(TokenTrust.SharedKey(Issuer, Audience, Key));

    [Fact]
    public async Task A_valid_token_names_the_caller()
    {
        var caller = await CallerOf(
            Bearer(
                Token(
                    new()
                    {
                        ["sub"] = "till-7",
                        ["roles"] = new[] { "merchant", "auditor" },
                        ["merchant_id"] = "shop",
                    }
                )
            )
        );

        Assert.Equal(new Caller("till-7", Roles.Merchant | Roles.Auditor, "shop"), caller);
        Assert.Equal("merchant:shop", caller!.IdempotencyScope);
    }

    [Fact]
    public async Task A_single_role_needs_no_list_and_unknown_roles_are_ignored()
    {
        Assert.Equal(
            Roles.Member,
            (await CallerOf(Bearer(Token(new() { ["sub"] = "m-1", ["roles"] = "member" }))))!.Roles
        );
        Assert.Equal(
            Roles.None,
            (await CallerOf(Bearer(Token(new() { ["sub"] = "m-1", ["roles"] = new[] { "admin", "Operator" } }))))!.Roles
        );
    }

    [Fact]
    public async Task A_merchant_id_counts_only_with_the_merchants_role()
    {
        var caller = await CallerOf(
            Bearer(
                Token(
                    new()
                    {
                        ["sub"] = "m-1",
                        ["roles"] = new[] { "member" },
                        ["merchant_id"] = "shop",
                    }
                )
            )
        );

        Assert.Equal("sub:m-1", caller!.IdempotencyScope);
        Assert.False(caller.IsMerchant("shop"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer garbage")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer ........")]
    public async Task A_header_without_a_valid_token_has_no_caller(string? authorization) =>
        Assert.Null(await CallerOf(authorization));

    [Fact]
    public async Task A_token_is_valid_from_its_start_to_its_end()
    {
        Assert.NotNull(await At(Noon.AddMinutes(59)));
        Assert.Null(await At(Noon.AddMinutes(61)));
        Assert.Null(await At(Noon.AddMinutes(-2)));

        static ValueTask<Caller?> At(DateTimeOffset at) => Tokens.FindCaller(Bearer(Token(Operator)), at);
    }

    [Fact]
    public async Task A_forged_foreign_or_endless_token_has_no_caller()
    {
        Assert.Null(await CallerOf(Bearer(Token(Operator, key: OtherKey))));
        Assert.Null(await CallerOf(Bearer(Token(Operator, issuer: "https://elsewhere.example"))));
        Assert.Null(await CallerOf(Bearer(Token(Operator, audience: "another-app"))));
        Assert.Null(await CallerOf(Bearer(Token(new() { ["roles"] = new[] { "operator" } }))));
        Assert.Null(await CallerOf(Bearer(Unsigned())));
        Assert.Null(await CallerOf(Bearer(Tampered(Token(Operator)))));
        Assert.Null(
            await CallerOf(
                Bearer(
                    new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
                        new SecurityTokenDescriptor
                        {
                            Issuer = Issuer,
                            Audience = Audience,
                            Claims = Operator,
                            SigningCredentials = new(Key, SecurityAlgorithms.HmacSha256),
                        }
                    )
                )
            )
        );
    }

    private static Dictionary<string, object> Operator => new() { ["sub"] = "ops", ["roles"] = new[] { "operator" } };

    private static ValueTask<Caller?> CallerOf(string? authorization) => Tokens.FindCaller(authorization, Noon);

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
