using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Points.Domain.Reading;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Local.Hosting;

namespace Points.Local.Tokens;

/// <summary>Issues tokens over HTTP.</summary>
internal sealed class TokensHttp(LocalTokens tokens)
{
    private const int SubjectLengthMax = 128,
        AudienceLengthMax = 128,
        RoleLengthMax = 16;
    private const string Merchant = "merchant";
    private static readonly string[] KnownRoles =
    [
        .. Enum.GetValues<Roles>().Where(role => role != Roles.None).Select(RoleNames.Of),
    ];

    public void Map(IEndpointRouteBuilder routes, CancellationToken ct) =>
        routes.MapPost("/tokens", http => Post(http, ct));

    private async Task Post(HttpContext http, CancellationToken ct)
    {
        var body = await JsonBody.Read(http.Request, ct);
        var request = Read(body.Fields);
        IResult answer = body.FindProblem() is { } problem ? problem : Issue(request);
        await answer.ExecuteAsync(http);
    }

    private ViewResponse<TokenView> Issue(TokenRequest request) =>
        new(StatusCodes.Status200OK, new(tokens.CreateToken(request)), LocalJson.Default.TokenView);

    private static TokenRequest Read(FieldReader reader)
    {
        var request = new TokenRequest(
            reader.Text("sub", SubjectLengthMax),
            [.. reader.Texts("roles", KnownRoles.Length, RoleLengthMax)],
            reader.OptionalId("merchant_id"),
            reader.OptionalText("audience", AudienceLengthMax)
        )
        {
            Client = reader.OptionalId("client"),
        };
        if (request.Roles.Length == 0 || !request.Roles.All(KnownRoles.Contains))
            reader.AddError("roles", $"must be a list of one or more of {string.Join(", ", KnownRoles)}");
        if (request.Roles.Contains(Merchant) && request.MerchantId is null)
            reader.AddError("merchant_id", "is required for a merchant");
        return request;
    }
}

internal sealed record TokenView(string Token);
