using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Deciding;
using Points.Domain.Refunding;
using Points.Functions.Http;

namespace Points.Functions.Refunding;

/// <summary>Takes refunds from merchants.</summary>
public sealed class RefundHttp(Refunds refunds, Reception reception)
{
    [Function("Refund")]
    public Task<IResult> Refund(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/refunds")] HttpRequest http,
        string memberId, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.MayPost, act: caller => Body.Read(
            http, needsKey: true,
            read: fields => RefundBody.Read(fields, memberId),
            then: async (command, key) =>
            {
                if (!caller.MayPostFor(command.MerchantId)) return Problems.Forbidden;
                var request = Request.From(caller.KeyScope, $"members/{memberId}/refunds", key, command.Fingerprint(), reception.Now);
                return Answers.Of(
                    await refunds.Handle(command, request, ct), StatusCodes.Status201Created, entry => RefundView.Of(entry, toMerchant: !caller.IsOperator), HttpJson.Default.RefundView);
            },
            ct));
}
