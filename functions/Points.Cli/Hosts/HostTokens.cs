using Points.Client;
using Points.Domain.Messaging;

namespace Points.Cli.Hosts;

/// <summary>The tokens that a one-machine host issues to every caller on its machine.</summary>
internal sealed class HostTokens : ITokenSource
{
    /// <summary>
    /// The <c>sub</c> of every token. It is part of the ids of ledger entries. With another one, the rows of an earlier
    /// import would be refused instead of getting their first answers.
    /// </summary>
    private const string Subject = "points-local";

    /// <summary>The <c>sub</c> of who approves what the first operator asks for.</summary>
    public const string SecondSubject = "points-local-2";

    private readonly OneMachinePaths _host;
    private readonly TokenRequest _request;

    private HostTokens(OneMachinePaths host, TokenRequest request) => (_host, _request) = (host, request);

    public static HostTokens ForOperator(OneMachinePaths host) => new(host, new(Subject, ["operator"]));

    public static HostTokens ForSecondOperator(OneMachinePaths host) => new(host, new(SecondSubject, ["operator"]));

    public static HostTokens ForMerchant(OneMachinePaths host, string merchantId) => new(host, OfMerchant(merchantId));

    /// <summary>The source of the tokens for messages of a merchant, which have an audience of their own.</summary>
    public static HostTokens ForMessagesOf(OneMachinePaths host, string merchantId) =>
        new(host, OfMerchant(merchantId) with { Audience = Queues.MerchantEvents });

    public async ValueTask<string?> GetToken(string? refused, CancellationToken ct) =>
        await _host.CreateToken(_request, ct);

    private static TokenRequest OfMerchant(string merchantId) => new(Subject, ["merchant"]) { MerchantId = merchantId };
}
