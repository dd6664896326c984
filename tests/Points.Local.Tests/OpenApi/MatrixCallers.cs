using System.Text;
using Points.Local.Tokens;

namespace Points.Local.Tests.OpenApi;

/// <summary>
/// Everybody who may try to call an operation, by a name, with the value of the header Authorization.
/// </summary>
internal static class MatrixCallers
{
    public const string Member = "m-self",
        Shop = "supermarket";

    public static IReadOnlyList<(string Name, string? Authorization)> All(LocalTokens tokens)
    {
        string Token(string subject, string[] roles, string? merchantId = null, string? audience = null) =>
            tokens.CreateToken(new(subject, [.. roles], merchantId, audience));
        string Bearer(string subject, string role, string? merchantId = null) =>
            $"Bearer {Token(subject, [role], merchantId)}";
        var operators = Token("ops", ["operator"]);
        return
        [
            // The operator comes first: what it wrote is there for the others.
            ("operator", $"Bearer {operators}"),
            ("auditor", Bearer("audit", "auditor")),
            ("support", Bearer("help", "support")),
            ("finance", Bearer("books", "finance")),
            ("marketing", Bearer("ads", "marketing")),
            ("the member", Bearer(Member, "member")),
            ("another member", Bearer("m-other", "member")),
            ("a member of nothing", Bearer("m-nobody", "member")),
            ("a member named like a shop", Bearer(Shop, "member")),
            ("a member with the id in capitals", Bearer(Member.ToUpperInvariant(), "member")),
            ("the shop", Bearer("till-1", "merchant", Shop)),
            ("another till of the shop", Bearer("till-2", "merchant", Shop)),
            ("a shop of another programme", Bearer("till-3", "merchant", "pet-shop")),
            ("a shop of no programme", Bearer("till-4", "merchant", "nobodys-shop")),
            ("the shop in capitals", Bearer("till-5", "merchant", Shop.ToUpperInvariant())),
            ("a shop named like the member", Bearer("till-6", "merchant", Member)),
            ("a shop without an id", Bearer("till-7", "merchant")),
            ("a member with a shop's id", Bearer(Member, "member", Shop)),
            ("an auditor with a shop's id", Bearer("audit", "auditor", Shop)),
            ("the member who is the shop, too", $"Bearer {Token(Member, ["member", "merchant"], Shop)}"),
            ("the member who is an operator, too", $"Bearer {Token(Member, ["member", "operator"])}"),
            ("the shop that is an auditor, too", $"Bearer {Token("till-8", ["merchant", "auditor"], Shop)}"),
            ("all roles at once", $"Bearer {Token(Member, ["member", "merchant", "operator", "auditor"], Shop)}"),
            ("a token for the queue", $"Bearer {Token("ops", ["operator"], null, "merchant-events")}"),
            ("a token for another app", $"Bearer {Token("ops", ["operator"], null, "https://other.example.com")}"),
            ("a token in small letters", $"bearer {operators}"),
            ("a token as a password", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"ops:{operators}"))}"),
            ("a token without its signature", $"Bearer {operators[..(operators.LastIndexOf('.') + 1)]}"),
            ("a token with another signature", $"Bearer {operators[..^4]}AAAA"),
            ("a token that says it needs no signature", $"Bearer {Unsigned(operators)}"),
            ("a token with other claims", $"Bearer {WithOtherClaims(operators)}"),
            ("two tokens", $"Bearer {operators} {operators}"),
            ("a word as a token", "Bearer operator"),
            ("an empty token", "Bearer "),
            ("nobody", null),
        ];
    }

    private static string Unsigned(string token) =>
        $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";

    private static string WithOtherClaims(string token) =>
        $"{token.Split('.')[0]}.{Encode("""{"sub":"ops","roles":["operator"]}""")}.{token.Split('.')[2]}";

    private static string Encode(string json) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
