using Points.Cli.Hosts;
using Points.Cli.Importing.Reading;
using Points.Client;
using Points.Domain;

namespace Points.Cli.Importing.Posting;

/// <summary>Posts refunds over the merchants' API.</summary>
internal sealed class RefundPoster(HostClient host, HostFault faults, string programmeId, string merchantId)
{
    private const int RefundIdLengthMax = 128;

    public async Task<PostResult> Post(Transaction.Refund refund, string orderId, CancellationToken ct)
    {
        var answer = await Send(refund.MemberId, orderId, refund.RefundId, refund.Amount, ct);
        return ResultOf(answer, problem => faults.From(problem, refund.Rows[0]));
    }

    /// <summary>Posts what the row of an order says was refunded of it.</summary>
    public async Task<PostResult> PostRefunded(Transaction.Purchase purchase, CancellationToken ct)
    {
        var refundId = $"{purchase.OrderId}~refunded";
        var id = refundId.Length <= RefundIdLengthMax ? refundId : Digest.Compute("import-refunded", refundId);
        var answer = await Send(purchase.MemberId, purchase.OrderId, id, purchase.Refunded, ct);
        return ResultOf(answer, problem => faults.FromRefunded(problem, purchase.Rows[0]));
    }

    private Task<HostAnswer<Refund>> Send(
        string memberId,
        string orderId,
        string refundId,
        Fen amount,
        CancellationToken ct
    )
    {
        var body = new RefundBody
        {
            ProgrammeId = programmeId,
            MerchantId = merchantId,
            OrderId = orderId,
            RefundId = refundId,
            AmountFen = amount.Value,
        };
        // The key leaves out the order. If a later run matches another order, the host refuses the changed request.
        var key = Digest.Compute("import", merchantId, refundId);
        return host.Ask(api => api.RefundAsync(memberId, key, body, ct));
    }

    private static PostResult ResultOf(HostAnswer<Refund> answer, Func<Problem, RowFault> describe) =>
        answer.Accepted is { } accepted
            ? new PostResult.Accepted(
                accepted.IsReplay,
                Issued: 0,
                TakenBack: accepted.IsReplay ? 0 : accepted.Result.Points,
                IsWaiting: accepted.Result.Status != RefundStatus.Counted
            )
            : new PostResult.Refused(describe(answer.Refusal!));
}
