using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Points.Domain.Reading;
using Points.Functions.Http;
using Points.Local.Hosting;

namespace Points.Local.Tokens;

/// <summary>Gives out tokens over HTTP.</summary>
internal sealed class TokensHttp(LocalTokens tokens)
{
    private const int SubjectLengthMax = 128,
        RoleLengthMax = 16;
    private const string Merchant = "merchant";
    private static readonly string[] Roles = ["member", Merchant, "operator", "auditor"];

    public void Map(IEndpointRouteBuilder routes, CancellationToken ct) =>
        routes.MapPost("/tokens", http => Post(http, ct));

    private async Task Post(HttpContext http, CancellationToken ct)
    {
        var answer = await Body.Read(
            http.Request,
            needsKey: false,
            Read,
            (order, _) => Task.FromResult<IResult>(Give(order)),
            ct
        );
        await answer.ExecuteAsync(http);
    }

    private Answer<TokenView> Give(TokenOrder order) =>
        new(StatusCodes.Status200OK, new(tokens.Make(order)), LocalJson.Default.TokenView);

    private static TokenOrder Read(Fields fields)
    {
        var order = new TokenOrder(
            fields.Text("sub", SubjectLengthMax),
            [.. fields.Texts("roles", Roles.Length, RoleLengthMax)],
            fields.OptionalId("merchant_id")
        );
        if (order.Roles.Length == 0 || !order.Roles.All(Roles.Contains))
            fields.Fault("roles", $"must be a list of one or more of {string.Join(", ", Roles)}");
        if (order.Roles.Contains(Merchant) && order.MerchantId is null)
            fields.Fault("merchant_id", "is required for a merchant");
        return order;
    }
}

internal sealed record TokenView(string Token);
