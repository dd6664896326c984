using System.Net;
using System.Text.Json.Nodes;
using Points.Local.Tests.Acceptance;

namespace Points.Local.Tests.OpenApi;

/// <summary>The host does what the document says about callers, bodies and paths, for every operation.</summary>
public sealed class OperationTests(AcceptanceHost host)
{
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
    public async Task Only_the_declared_roles_may_call(string name)
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
    public async Task Missing_required_fields_and_unknown_fields_are_refused(string name)
    {
        var operation = Find(name);
        var schema = PublishedContract.Current.Schema(SchemaOf(operation)!);
        var needsKey = (operation.Json["parameters"]?.AsArray() ?? []).Any(it =>
            (string)it!["name"]! == "Idempotency-Key"
        );

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
        // A field that is required only together with another is not in required, but in properties.
        Assert.Subset(
            (schema["properties"]?.AsObject() ?? []).Select(it => it.Key).ToHashSet(StringComparer.Ordinal),
            errors
        );
    }

    [Theory]
    [MemberData(nameof(WithoutBody))]
    public async Task An_invalid_path_parameter_is_refused_by_name(string name)
    {
        var operation = Find(name);
        var token = await Token(RolesOf(operation) is [.., var role] ? role : "operator");
        foreach (
            var parameter in operation.Json["parameters"]!
                .AsArray()
                .Where(it => (string)it!["in"]! == "path" && ((JsonObject)it["schema"]!).Count > 1)
        )
        {
            var field = (string)parameter!["name"]!;
            (await host.Api.Send(new(operation.Method), PathOf(operation, invalid: field), token)).ExpectProblem(
                HttpStatusCode.BadRequest,
                "invalid-request",
                field
            );
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_invalid_query_parameter_is_refused_by_name(string name)
    {
        var operation = Find(name);
        var token = await Token(RolesOf(operation) is [.., var role] ? role : "operator");
        foreach (
            var parameter in (operation.Json["parameters"]?.AsArray() ?? []).Where(it =>
                (string)it!["in"]! == "query" && !IsAnyText(it["schema"]!)
            )
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

    /// <summary>An id of another system may be any text.</summary>
    private static bool IsAnyText(JsonNode schema) =>
        (string?)schema["type"] == "string" && schema.AsObject().Count == 1;

    private static ContractOperation Find(string name) => OperationCalls.Find(name);

    private static string? SchemaOf(ContractOperation operation) => OperationCalls.SchemaOf(operation);

    private static List<string> RolesOf(ContractOperation operation) => OperationCalls.RolesOf(operation);

    private static string PathOf(ContractOperation operation, string? invalid = null) =>
        OperationCalls.PathOf(operation, invalid);

    private Task<Reply> Send(ContractOperation operation, string? token, string? body = null) =>
        host.Api.Send(
            new(operation.Method),
            PathOf(operation),
            token,
            SchemaOf(operation) is null ? null : System.Text.Encoding.UTF8.GetBytes(body ?? "{}")
        );

    private Task<string> Token(string role) => OperationCalls.Token(host.Api, role);
}
