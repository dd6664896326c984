using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Deciding;
using Points.Domain.Ports;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Takes redemptions, and shows them.</summary>
[Area(Areas.Redeeming)]
public sealed class RedeemHttp(Redemptions redemptions, IWalletStore wallets, Reception reception)
{
    /// <summary>Redeems points for a reward. It is given at once, or held for later. A merchant names the code by which the member consents.</summary>
    [Function("Redeem")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator)]
    [Takes(typeof(RedeemBody), NeedsKey = true)]
    [Gives(StatusCodes.Status201Created, typeof(RedemptionAnswer))]
    [Refuses(
        "not-found",
        "member-not-enrolled",
        "member-frozen",
        "not-eligible",
        "not-enough-points",
        "merchant-not-in-programme",
        "spend-code-invalid",
        "limit-reached",
        "out-of-stock"
    )]
    public Task<IResult> Redeem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/redemptions")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.ActsOn(memberId) is not null,
            act: caller =>
                Body.Read(
                    http,
                    needsKey: true,
                    read: fields => RedeemBody.Read(fields, memberId, caller.ActsOn(memberId)!),
                    then: async (command, key) =>
                    {
                        var request = Request.From(
                            caller.KeyScope,
                            $"members/{memberId}/redemptions",
                            key,
                            command.Fingerprint(),
                            reception.Now
                        );
                        return Answers.Of(
                            await redemptions.Handle(command, request, ct),
                            StatusCodes.Status201Created,
                            entry => RedemptionAnswer.Of(entry, toMerchant: command.By is Actor.Merchant),
                            RedeemingJson.Default.RedemptionAnswer
                        );
                    },
                    ct
                )
        );

    /// <summary>Shows a redemption. What has happened to it is there, too. A merchant is shown what it honours.</summary>
    [Function("Redemption")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator | Roles.Auditor)]
    [Gives(StatusCodes.Status200OK, typeof(RedemptionView))]
    [Refuses("not-found")]
    public Task<IResult> One(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}/redemptions/{redemptionId}")]
            HttpRequest http,
        string memberId,
        string redemptionId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.MayRead(memberId) || caller.IsAnyMerchant,
            act: async caller =>
            {
                if (PathIds.FirstFault(memberId, redemptionId) is { } fault)
                    return fault;
                var toMerchant = !caller.MayRead(memberId);
                var redemption = await wallets.FindRedemption(memberId, redemptionId, ct);
                // To a merchant, what others honour is not there.
                return redemption is null || (toMerchant && !caller.IsMerchant(redemption.HonouredBy))
                    ? Problems.NotFound("redemption")
                    : new Answer<RedemptionView>(
                        StatusCodes.Status200OK,
                        RedemptionView.Of(
                            redemption,
                            reception.Now,
                            showsCode: caller.IsMember(memberId) || caller.IsOperator
                        ),
                        RedeemingJson.Default.RedemptionView
                    );
            }
        );
}
