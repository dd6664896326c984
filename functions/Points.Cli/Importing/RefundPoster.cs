using System.Text.Json.Nodes;
using Points.Cli.Client;
using Points.Domain;

namespace Points.Cli.Importing;

/// <summary>Posts cancellations over the merchants' API, as refunds of the orders that they were matched to.</summary>
internal sealed class RefundPoster(HostClient api, string programmeId, string merchantId)
{
    public async Task<PostResult> Post(Transaction.Cancellation cancellation, string orderId, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["programmeId"] = programmeId,
            ["merchantId"] = merchantId,
            ["orderId"] = orderId,
            ["refundId"] = cancellation.RefundId,
            ["amountFen"] = cancellation.Amount.Value,
        };
        // The key leaves out the order. If a later run matches another order, the host refuses the changed request.
        var key = Digest.Compute("import", merchantId, cancellation.RefundId);
        var answer = await api.Send(HttpMethod.Post, $"api/members/{cancellation.MemberId}/refunds", body, key, ct);
        return answer.IsSuccess
            ? new PostResult.Refunded(api.ReadPoints(answer), answer.Replayed)
            : PostResult.Refused.From(answer);
    }
}
