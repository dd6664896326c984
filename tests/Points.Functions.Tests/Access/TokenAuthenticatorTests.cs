using System.Text;
using Microsoft.IdentityModel.Tokens;
using Points.Functions.Access;
using Points.Functions.Settings;

namespace Points.Functions.Tests.Access;

public sealed partial class TokenAuthenticatorTests
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
    private static readonly TokenAuthenticator Tokens = new(
        TokenTrust.SharedKey(new AuthOptions { Audience = Audience }, Issuer, Key)
    );

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

    [Theory]
    [InlineData("azp", "till-app", "till-app")]
    [InlineData("client_id", "till-app", "till-app")]
    [InlineData("appid", "till-app", "till-app")]
    [InlineData("azp", "not an id", null)]
    [InlineData("app", "till-app", null)]
    public async Task The_application_is_named_by_the_claims_of_identity_providers(
        string claim,
        string value,
        string? client
    ) => Assert.Equal(client, (await CallerOf(Bearer(Token(new() { ["sub"] = "m-1", [claim] = value }))))!.Client);

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
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task A_header_without_a_bearer_token_is_told_apart(string? authorization) =>
        Assert.Equal(TokenFault.Missing, await FaultOf(authorization));

    [Theory]
    [InlineData("garbage")]
    [InlineData("a.b.c")]
    [InlineData("........")]
    [InlineData("bnVsbA.bnVsbA.e30")]
    [InlineData("W10.W10.e30")]
    [InlineData("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIiwidHlwIjoiSldUIn0..e30.e30.e30")]
    [InlineData("e30.e30.e30, Bearer e30.e30.e30")]
    public async Task A_token_that_cannot_be_read_is_told_apart(string token) =>
        Assert.Equal(TokenFault.Garbled, await FaultOf(Bearer(token)));

    [Fact]
    public async Task A_token_is_valid_from_its_start_to_its_end()
    {
        var token = Bearer(Token(Operator));

        Assert.Null(await FaultOf(token, Noon.AddMinutes(59)));
        Assert.Equal(TokenFault.Expired, await FaultOf(token, Noon.AddMinutes(61)));
        Assert.Equal(TokenFault.NotYetValid, await FaultOf(token, Noon.AddMinutes(-2)));
    }

    [Fact]
    public async Task A_forged_or_foreign_token_is_told_apart()
    {
        Assert.Equal(TokenFault.WrongSignature, await FaultOf(Bearer(Token(Operator, key: OtherKey))));
        Assert.Equal(TokenFault.WrongSignature, await FaultOf(Bearer(Unsigned())));
        Assert.Equal(TokenFault.WrongSignature, await FaultOf(Bearer(Tampered(Token(Operator)))));
        Assert.Equal(TokenFault.WrongIssuer, await FaultOf(Bearer(Token(Operator, issuer: "https://x.example"))));
        Assert.Equal(TokenFault.WrongAudience, await FaultOf(Bearer(Token(Operator, audience: "another-app"))));
        Assert.Equal(TokenFault.NoSubject, await FaultOf(Bearer(Token(new() { ["roles"] = "operator" }))));
    }

    [Theory]
    [InlineData("JWT", null)]
    [InlineData("jwt", null)]
    [InlineData("at+jwt", null)]
    [InlineData("application/at+jwt", null)]
    [InlineData("logout+jwt", TokenFault.WrongType)]
    [InlineData("secevent+jwt", TokenFault.WrongType)]
    [InlineData("", TokenFault.WrongType)]
    public async Task Only_access_tokens_are_accepted(string type, TokenFault? fault) =>
        Assert.Equal(fault, await FaultOf(Signed($$"""{"alg":"HS256","typ":"{{type}}"}""")));

    [Theory]
    [InlineData("""{"alg":"HS256"}""", TokenFault.WrongType)]
    [InlineData("""{"alg":"HS256","typ":"JWT","crit":["b64"],"b64":false}""", TokenFault.CriticalHeader)]
    [InlineData("""{"alg":"HS256","typ":"JWT","crit":[]}""", TokenFault.CriticalHeader)]
    [InlineData("""{"alg":"HS512","typ":"JWT"}""", TokenFault.WrongSignature)]
    [InlineData("""{"alg":"none","typ":"JWT"}""", TokenFault.WrongSignature)]
    [InlineData("""{"alg":"None","typ":"JWT"}""", TokenFault.WrongSignature)]
    [InlineData("""{"typ":"JWT"}""", TokenFault.WrongSignature)]
    public async Task A_header_that_is_not_understood_is_refused(string header, TokenFault fault) =>
        Assert.Equal(fault, await FaultOf(Signed(header)));

    [Theory]
    [InlineData("\"iat\":0,\"exp\":86400", null)]
    [InlineData("\"iat\":0,\"exp\":90000", TokenFault.LivesTooLong)]
    [InlineData("\"nbf\":0,\"exp\":90000", TokenFault.LivesTooLong)]
    [InlineData("\"exp\":90000", TokenFault.LivesTooLong)]
    [InlineData("\"exp\":3600", null)]
    [InlineData("\"iat\":0,\"nbf\":0,\"exp\":9999999999999", TokenFault.LivesTooLong)]
    [InlineData("\"iat\":80000,\"exp\":90000", TokenFault.NotYetValid)]
    [InlineData("\"iat\":0", TokenFault.NoEnd)]
    [InlineData("\"iat\":0,\"exp\":-60", TokenFault.Expired)]
    public async Task A_token_may_live_for_a_day(string times, TokenFault? fault)
    {
        var payload = Shifted(times, Noon.ToUnixTimeSeconds());

        Assert.Equal(fault, await FaultOf(Signed(payload: $$"""{{{Claims("\"points\"")}},{{payload}}}""")));
    }

    [Theory]
    [InlineData("\"points\"", null, TokenFault.OtherUse)]
    [InlineData("\"merchant-events\"", TokenFault.OtherUse, null)]
    [InlineData("[\"points\",\"merchant-events\"]", TokenFault.OtherUse, TokenFault.OtherUse)]
    [InlineData("[\"points\",\"another\"]", null, TokenFault.OtherUse)]
    [InlineData("\"MERCHANT-EVENTS\"", TokenFault.WrongAudience, TokenFault.WrongAudience)]
    public async Task A_token_is_good_either_over_HTTP_or_on_the_queue(
        string audience,
        TokenFault? http,
        TokenFault? queue
    )
    {
        var at = Noon.ToUnixTimeSeconds();
        var token = Signed(payload: $$"""{{{Claims(audience)}},"iat":{{at}},"exp":{{at + 3_600}}}""");

        Assert.Equal(http, await FaultOf(token));
        Assert.Equal(queue, await FaultOf(token, use: TokenUse.Queue));
    }

    [Fact]
    public async Task A_token_on_a_message_lives_for_an_hour_at_most()
    {
        var at = Noon.ToUnixTimeSeconds();
        var token = Signed(payload: $$"""{{{Claims("\"merchant-events\"")}},"iat":{{at}},"exp":{{at + 7_200}}}""");

        Assert.Equal(TokenFault.LivesTooLong, await FaultOf(token, use: TokenUse.Queue));
    }

    [Fact]
    public void Every_fault_has_a_sentence_that_fits_into_a_header() =>
        Assert.All(
            Enum.GetValues<TokenFault>(),
            fault =>
                Assert.All(fault.Describe(), c => Assert.True(c is >= ' ' and <= '~' and not ('"' or '\\'), $"{fault}"))
        );

    private static Dictionary<string, object> Operator => new() { ["sub"] = "ops", ["roles"] = new[] { "operator" } };

    private static async Task<Caller?> CallerOf(string? authorization) =>
        (await Tokens.Authenticate(authorization, Noon, TokenUse.Http)).Caller;

    private static async Task<TokenFault?> FaultOf(
        string? authorization,
        DateTimeOffset? at = null,
        TokenUse use = TokenUse.Http
    ) => (await Tokens.Authenticate(authorization, at ?? Noon, use)).Fault;
}
