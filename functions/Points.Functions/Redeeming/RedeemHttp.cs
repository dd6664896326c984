using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Takes redemptions, and shows them.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class RedeemHttp(RedemptionHandler handler, IWalletStore wallets, HttpPipeline pipeline)
{
    /// <summary>Redeems points for a reward. It is given at once, or held for later. A merchant names the code by which the member consents.</summary>
    [Function("Redeem")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(RedeemBody), NeedsIdempotencyKey = true)]
    [Response(StatusCodes.Status201Created, typeof(RedemptionAnswer))]
    [ProblemResponses(
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
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.ActorFor(memberId) is not null,
            handle: caller =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: true,
                    read: reader => RedeemBody.Read(reader, memberId, caller.ActorFor(memberId)!),
                    then: async (command, key) =>
                    {
                        var request = Request.From(
                            caller.IdempotencyScope,
                            $"members/{memberId}/redemptions",
                            key,
                            command.Fingerprint(),
                            pipeline.Now
                        );
                        return OutcomeResponse.From(
                            await handler.Handle(command, request, ct),
                            StatusCodes.Status201Created,
                            entry => RedemptionAnswer.From(entry, toMerchant: command.By is Actor.Merchant),
                            RedeemingJson.Default.RedemptionAnswer
                        );
                    },
                    ct
                )
        );

    /// <summary>Shows a redemption. What has happened to it is there, too. A merchant is shown what it honours.</summary>
    [Function("Redemption")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(RedemptionView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}/redemptions/{redemptionId}")]
            HttpRequest http,
        string memberId,
        string redemptionId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.MayReadMember(memberId) || caller.IsAnyMerchant,
            handle: async caller =>
            {
                if (PathIdValidation.FindProblem(memberId, redemptionId) is { } fault)
                    return fault;
                var toMerchant = !caller.MayReadMember(memberId);
                var redemption = await wallets.FindRedemption(memberId, redemptionId, ct);
                // To a merchant, what others honour is not there.
                return redemption is null || (toMerchant && !caller.IsMerchant(redemption.HonouredBy))
                    ? Problems.NotFound("redemption")
                    : new ViewResponse<RedemptionView>(
                        StatusCodes.Status200OK,
                        RedemptionView.From(
                            redemption,
                            pipeline.Now,
                            showsCode: caller.IsMember(memberId) || caller.IsOperator
                        ),
                        RedeemingJson.Default.RedemptionView
                    );
            }
        );
}
