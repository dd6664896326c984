using System.Text.Json.Nodes;
using Points.Domain;
using Points.Local.Client;

namespace Points.Local.Importing;

/// <summary>Posts cancellations as refunds of the orders they were found to be of, through the contract that merchants use.</summary>
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
        // The order is not part of the key: a cancellation that would be found to be of another order this time is refused.
        var key = Digest.Compute("import", merchantId, cancellation.RefundId);
        var answer = await api.Send(HttpMethod.Post, $"api/members/{cancellation.MemberId}/refunds", body, key, ct);
        return answer.IsSuccess
            ? new PostResult.Refunded(api.ReadPoints(answer), answer.Replayed)
            : PostResult.Refused.From(answer);
    }
}
