using System.Text.Json.Nodes;
using Points.Cli.Client;
using Points.Cli.Importing.Reading;
using Points.Domain;

namespace Points.Cli.Importing.Posting;

/// <summary>Posts refunds over the merchants' API.</summary>
internal sealed class RefundPoster(HostClient api, HostFault faults, string programmeId, string merchantId)
{
    private const string Counted = "counted";
    private const int RefundIdLengthMax = 128;

    public async Task<PostResult> Post(Transaction.Refund refund, string orderId, CancellationToken ct)
    {
        var answer = await Send(refund.MemberId, orderId, refund.RefundId, refund.Amount, ct);
        return ResultOf(answer) is { } accepted
            ? accepted
            : new PostResult.Refused(faults.From(answer, refund.Rows[0]));
    }

    /// <summary>Posts what the row of an order says was refunded of it.</summary>
    public async Task<PostResult> PostRefunded(Transaction.Purchase purchase, CancellationToken ct)
    {
        var refundId = $"{purchase.OrderId}~refunded";
        var id = refundId.Length <= RefundIdLengthMax ? refundId : Digest.Compute("import-refunded", refundId);
        var answer = await Send(purchase.MemberId, purchase.OrderId, id, purchase.Refunded, ct);
        return ResultOf(answer) is { } accepted
            ? accepted
            : new PostResult.Refused(faults.FromRefunded(answer, purchase.Rows[0]));
    }

    private Task<HostResponse> Send(string memberId, string orderId, string refundId, Fen amount, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["programmeId"] = programmeId,
            ["merchantId"] = merchantId,
            ["orderId"] = orderId,
            ["refundId"] = refundId,
            ["amountFen"] = amount.Value,
        };
        // The key leaves out the order. If a later run matches another order, the host refuses the changed request.
        var key = Digest.Compute("import", merchantId, refundId);
        return api.Send(HttpMethod.Post, $"api/members/{memberId}/refunds", body, key, ct);
    }

    /// <returns>Null if the host refused it.</returns>
    private PostResult.Accepted? ResultOf(HostResponse answer) =>
        answer.IsSuccess
            ? new PostResult.Accepted(
                answer.Replayed,
                Issued: 0,
                TakenBack: answer.Replayed ? 0 : api.ReadPoints(answer),
                IsWaiting: answer.Text("status") is { } status && status != Counted
            )
            : null;
}
