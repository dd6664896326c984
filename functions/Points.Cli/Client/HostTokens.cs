using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Domain.Messaging;

namespace Points.Cli.Client;

/// <summary>The tokens that a one-machine host issues to every caller on its machine.</summary>
internal sealed class HostTokens : ITokenSource
{
    /// <summary>
    /// The <c>sub</c> of every token. It is part of the ids of ledger entries. With another one, the rows of an earlier
    /// import would be refused instead of getting their first answers.
    /// </summary>
    private const string Subject = "points-local";

    private readonly HostConnection _host;
    private readonly HostRequest _request;

    private HostTokens(HostConnection host, JsonObject caller)
    {
        caller["sub"] = Subject;
        _host = host;
        _request = new(
            HttpMethod.Post,
            "local/tokens",
            JsonSerializer.SerializeToUtf8Bytes(caller, ClientJson.Default.JsonObject)
        );
    }

    public static HostTokens ForOperator(HostConnection host) =>
        new(host, new JsonObject { ["roles"] = new JsonArray("operator") });

    public async Task<string?> GetToken(string? refused, CancellationToken ct)
    {
        var reply = await _host.Exchange(_request, token: null, ct);
        if (reply.Answer is not { } answer || (!reply.IsFinal && answer.Status != HttpStatusCode.Unauthorized))
            return null;
        return (answer.IsSuccess ? answer.Text("token") : null) ?? throw _host.UnexpectedAnswer(answer);
    }

    /// <summary>The source of the tokens for messages of a merchant, which have an audience of their own.</summary>
    public static HostTokens ForMessagesOf(HostConnection host, string merchantId) =>
        new(
            host,
            new JsonObject
            {
                ["roles"] = new JsonArray("merchant"),
                ["merchant_id"] = merchantId,
                ["audience"] = Queues.MerchantEvents,
            }
        );

    public ITokenSource ForMerchant(string merchantId) =>
        new HostTokens(_host, new JsonObject { ["roles"] = new JsonArray("merchant"), ["merchant_id"] = merchantId });
}
