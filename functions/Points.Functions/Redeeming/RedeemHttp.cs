using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.Members;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Redeeming;

/// <summary>Redeems points for members, merchants and operators.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class RedeemHttp(RedeemHandler handler, TillLocks tills, HttpPipeline pipeline)
{
    /// <summary>
    /// Redeems points for a reward. The points are spent at once, or held for later. A merchant sends the code with
    /// which the member consents.
    /// </summary>
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
        "too-many-wrong-codes",
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
            needed: CallerRule.ToActOn(memberId),
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var command = RedeemBody.Read(body.Fields, memberId, caller.ActorFor(memberId)!);
                if (body.FindProblem(out var key) is { } problem)
                    return problem;
                var request = pipeline.CreateRequest(
                    caller,
                    memberId,
                    $"members/{memberId}/redemptions",
                    key,
                    command.Fingerprint()
                );
                if (await tills.FindProblem(caller, pipeline.Now, ct) is { } locked)
                    return locked;
                var outcome = await handler.Handle(command, request, ct);
                if (outcome is Outcome.Refused { Refusal: Refusal.SpendCodeInvalid })
                    await tills.CountWrongCode(caller, pipeline.Now, ct);
                return OutcomeResponse.From(
                    outcome,
                    StatusCodes.Status201Created,
                    entry => RedemptionAnswer.From(entry, Viewer.From(caller, memberId, holdsCode: true)),
                    RedeemingJson.Default.RedemptionAnswer
                );
            }
        );
}
