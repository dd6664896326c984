using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Points.Local.Tests.Acceptance;

namespace Points.Local.Tests.OpenApi;

/// <summary>What the document says of callers, bodies and paths is what the host does, operation by operation.</summary>
public sealed partial class OperationTests(AcceptanceHost host)
{
    private const string Nobody = "nobody",
        NobodysShop = "nobodys-shop";

    public static TheoryData<string> All => [.. PublishedContract.Current.Operations.Select(it => it.Name)];

    public static TheoryData<string> WithBody =>
        [
            .. PublishedContract
                .Current.Operations.Where(it =>
                    SchemaOf(it) is { } schema && !schema.EndsWith("Document", StringComparison.Ordinal)
                )
                .Select(it => it.Name),
        ];

    public static TheoryData<string> WithoutBody =>
        [
            .. PublishedContract
                .Current.Operations.Where(it => SchemaOf(it) is null && it.ParameterCount > 0)
                .Select(it => it.Name),
        ];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Who_may_call_is_let_in_and_nobody_else(string name)
    {
        var (operation, roles) = (Find(name), RolesOf(Find(name)));
        Assert.Equal(roles.Count > 0, (await Send(operation, null)).Status == HttpStatusCode.Unauthorized);
        foreach (var role in (string[])["member", "merchant", "operator", "auditor"])
            Assert.Equal(
                (role, roles.Count == 0 || roles.Contains(role)),
                (role, (await Send(operation, await Token(role))).Status != HttpStatusCode.Forbidden)
            );
    }

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task What_is_required_is_asked_for_and_what_is_not_known_is_refused(string name)
    {
        var operation = Find(name);
        var schema = PublishedContract.Current.Schema(SchemaOf(operation)!);
        var needsKey = operation.Json["parameters"]!.AsArray().Any(it => (string)it!["name"]! == "Idempotency-Key");

        var reply = (await Send(operation, await Token(RolesOf(operation)[^1]), """{"colour":"red"}""")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request"
        );

        var errors = reply.Body["errors"]!.AsObject().Select(it => it.Key).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(needsKey, errors.Remove("Idempotency-Key"));
        Assert.True(errors.Remove("colour"));
        Assert.Subset(
            errors,
            (schema["required"]?.AsArray() ?? []).Select(it => (string)it!).ToHashSet(StringComparer.Ordinal)
        );
        // What must be there together with something else is no required field, but a known one.
        Assert.Subset(
            (schema["properties"]?.AsObject() ?? []).Select(it => it.Key).ToHashSet(StringComparer.Ordinal),
            errors
        );
    }

    [Theory]
    [MemberData(nameof(WithoutBody))]
    public async Task A_path_that_cannot_be_is_told_so(string name)
    {
        var operation = Find(name);
        var token = await Token(RolesOf(operation) is [.., var role] ? role : "operator");
        foreach (
            var parameter in operation.Json["parameters"]!
                .AsArray()
                .Where(it => (string)it!["in"]! == "path" && ((JsonObject)it["schema"]!).Count > 1)
        )
            (
                await host.Api.Send(new(operation.Method), PathOf(operation, wrong: (string)parameter!["name"]!), token)
            ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", (string)parameter["name"]!);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_query_that_cannot_be_is_told_so(string name)
    {
        var operation = Find(name);
        var token = await Token(RolesOf(operation) is [.., var role] ? role : "operator");
        foreach (
            var parameter in (operation.Json["parameters"]?.AsArray() ?? []).Where(it => (string)it!["in"]! == "query")
        )
        {
            var query = (string)parameter!["name"]!;
            (await host.Api.Send(new(operation.Method), $"{PathOf(operation)}?{query}=a%20b", token)).ExpectProblem(
                HttpStatusCode.BadRequest,
                "invalid-request",
                query
            );
        }
    }

    private static ContractOperation Find(string name) =>
        PublishedContract.Current.Operations.Single(it => it.Name == name);

    private static string? SchemaOf(ContractOperation operation) =>
        ((string?)operation.Json["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"])?.Split('/')[^1];

    private static List<string> RolesOf(ContractOperation operation) =>
        [
            .. (operation.Json["security"]?.AsArray() ?? [])
                .SelectMany(it => it!["bearer"]?.AsArray() ?? [])
                .Select(it => (string)it!),
        ];

    /// <summary>Of things that are not there, so that nothing comes of it.</summary>
    private static string PathOf(ContractOperation operation, string? wrong = null) =>
        Parameter()
            .Replace(
                operation.Path,
                it =>
                    it.Groups["name"].Value switch
                    {
                        var name when name == wrong => "a%20b",
                        "memberId" => Nobody,
                        "merchantId" => NobodysShop,
                        "period" => "2999-12",
                        "number" => "1",
                        _ => "nothing",
                    }
            );

    private async Task<Reply> Send(ContractOperation operation, string? token, string? body = null) =>
        await host.Api.Send(
            new(operation.Method),
            PathOf(operation),
            token,
            SchemaOf(operation) is null ? null : System.Text.Encoding.UTF8.GetBytes(body ?? "{}")
        );

    private Task<string> Token(string role) =>
        host.Api.CreateToken(Nobody, role, role == "merchant" ? NobodysShop : null);

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();
}
