using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Points.Local.Tests.OpenApi;

/// <summary>
/// Calls of the operations of the API document, on things that do not exist, so that they have no effect.
/// </summary>
internal static partial class OperationCalls
{
    private const string Nobody = "nobody",
        NobodysShop = "nobodys-shop";

    public static IEnumerable<ContractOperation> WithBody =>
        PublishedContract.Current.Operations.Where(it => SchemaOf(it) is not null);

    public static ContractOperation Find(string name) =>
        PublishedContract.Current.Operations.Single(it => it.Name == name);

    public static JsonObject BodySchema(ContractOperation operation) =>
        PublishedContract.Current.Schema(SchemaOf(operation)!);

    /// <summary>
    /// Whether the body is a document with a schema of its own, whose readers have tests of their own.
    /// </summary>
    public static bool HasPublishedSchema(ContractOperation operation) =>
        SchemaOf(operation)!.EndsWith("Document", StringComparison.Ordinal);

    /// <summary>A token of the last role that may call, which may send every field.</summary>
    public static Task<string> TokenFor(Api api, ContractOperation operation) =>
        Token(api, RolesOf(operation) is [.., var role] ? role : "operator");

    public static Task<string> Token(Api api, string role) =>
        api.CreateToken(Nobody, role, role == "merchant" ? NobodysShop : null);

    public static List<string> RolesOf(ContractOperation operation) =>
        [
            .. (operation.Json["security"]?.AsArray() ?? [])
                .SelectMany(it => it!.AsObject().Select(scheme => scheme.Key))
                .Where(scheme => scheme is "member" or "merchant" or "operator" or "auditor"),
        ];

    public static Task<Reply> Send(Api api, ContractOperation operation, string? token, JsonObject? body = null) =>
        api.Send(
            new(operation.Method),
            PathOf(operation),
            token,
            body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString()),
            Guid.NewGuid().ToString()
        );

    /// <summary>The path, with one parameter that is not valid if it is named.</summary>
    public static string PathOf(ContractOperation operation, string? invalid = null) =>
        Parameter()
            .Replace(
                operation.Path,
                it =>
                    it.Groups["name"].Value switch
                    {
                        var name when name == invalid => "a%20b",
                        "memberId" => Nobody,
                        "merchantId" => NobodysShop,
                        "period" => "2999-12",
                        "number" => "1",
                        _ => "nothing",
                    }
            );

    public static string? SchemaOf(ContractOperation operation) =>
        ((string?)operation.Json["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"])?.Split('/')[^1];

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();
}
