using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ledger;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Redeeming;

/// <summary>Shows redemptions.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class RedemptionHttp(IWalletStore wallets, HttpPipeline pipeline)
{
    /// <summary>Shows a redemption and its history. A merchant sees only redemptions that it honours.</summary>
    [Function("Redemption")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator | Roles.Support | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(RedemptionView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "members/{memberId}/redemptions/{redemptionId}"
        )]
            HttpRequest http,
        string memberId,
        string redemptionId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToReadRedemptionsOf(memberId),
            handle: async caller =>
            {
                if (PathIdValidation.FindProblem(memberId, redemptionId) is { } problem)
                    return problem;
                var redemption = await wallets.FindRedemption(memberId, redemptionId, ct);
                // To a merchant, a redemption that others honour looks like none: it must not learn that it exists.
                return
                    redemption is null || (!caller.MayReadMember(memberId) && !caller.IsMerchant(redemption.HonouredBy))
                    ? Problems.NotFound("redemption")
                    : new ViewResponse<RedemptionView>(
                        StatusCodes.Status200OK,
                        RedemptionView.From(
                            redemption,
                            pipeline.Now,
                            caller.MayReadMember(memberId)
                                ? Viewer.OfEverything
                                : Viewer.Merchant(redemption.HonouredBy, holdsCode: false),
                            showsCode: caller.IsMember(memberId) || caller.IsOperator
                        ),
                        RedeemingJson.Default.RedemptionView
                    );
            }
        );
}
