using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Deciding;
using Points.Domain.Ports;
using Points.Domain.Redeeming;
using Points.Functions.Http;

namespace Points.Functions.Redeeming;

/// <summary>Takes redemptions, and shows them.</summary>
public sealed class RedeemHttp(Redemptions redemptions, IWalletStore wallets, Reception reception)
{
    [Function("Redeem")]
    public Task<IResult> Redeem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/redemptions")] HttpRequest http,
        string memberId, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.IsMember(memberId) || caller.IsOperator, act: caller => Body.Read(
            http, needsKey: true,
            read: fields => RedeemBody.Read(fields, memberId),
            then: async (command, key) =>
            {
                var request = Request.From(caller.KeyScope, $"members/{memberId}/redemptions", key, command.Fingerprint(), reception.Now);
                return (await redemptions.Handle(command, request, ct)).Match<IResult>(
                    booked: it => new Answer<RedemptionAnswer>(
                        StatusCodes.Status201Created, RedemptionAnswer.Of(it.Entry), HttpJson.Default.RedemptionAnswer)
                    {
                        Replayed = it.Replayed,
                    },
                    refused: Problems.Of);
            },
            ct));

    [Function("Redemption")]
    public Task<IResult> One(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}/redemptions/{redemptionId}")] HttpRequest http,
        string memberId, string redemptionId, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.MayRead(memberId), act: async _ =>
        {
            if (PathIds.FirstFault(memberId, redemptionId) is { } fault) return fault;
            return await wallets.FindRedemption(memberId, redemptionId, ct) is { } redemption
                ? new Answer<RedemptionView>(StatusCodes.Status200OK, RedemptionView.Of(redemption), HttpJson.Default.RedemptionView)
                : Problems.NotFound("redemption");
        });
}
