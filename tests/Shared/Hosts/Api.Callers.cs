using System.Collections.Concurrent;
using Points.Client;

namespace Points.Tests;

/// <content>
/// The generated client, for requests that the host is to accept: a refusal is an exception. Raw requests show what the
/// host refuses, and what exactly it sends.
/// </content>
internal sealed partial class Api
{
    private readonly ConcurrentDictionary<(string Sub, string Role, string? MerchantId), PointsClient> _callers = new();

    public PointsClient Operator => As("ops", "operator");

    public PointsClient Auditor => As("audit", "auditor");

    public PointsClient Member(string memberId) => As(memberId, "member");

    public PointsClient Merchant(string merchantId) => As($"till-of-{merchantId}", "merchant", merchantId);

    private PointsClient As(string sub, string role, string? merchantId = null) =>
        _callers.GetOrAdd(
            (sub, role, merchantId),
            _ =>
                new(
                    new HttpClient(
                        PointsClient.AddTokens(_checked, new CallerTokens(this, sub, role, merchantId)),
                        disposeHandler: false
                    )
                    {
                        BaseAddress = Address,
                    }
                )
        );
}
