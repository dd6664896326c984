using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Earning;

/// <summary>Takes what members do beside buying, where the programme has published points for it.</summary>
[ApiTag(ApiTags.Earning)]
public sealed class RecordActionHttp(RecordActionHandler recordAction, HttpPipeline pipeline)
{
    /// <summary>Takes what a member did beside buying. It earns where the programme has published points for it.</summary>
    [Function("Act")]
    [Callers(Roles.Member | Roles.Operator)]
    [RequestBody(typeof(RecordActionBody), NeedsIdempotencyKey = true)]
    [Response(StatusCodes.Status201Created, typeof(AccrualView))]
    [ProblemResponses(
        "not-found",
        "member-not-enrolled",
        "member-frozen",
        "not-eligible",
        "action-already-counted",
        "programme-not-licensed",
        "budget-exhausted",
        "limit-reached"
    )]
    public Task<IResult> RecordAction(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/actions")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator || caller.IsMember(memberId),
            handle: caller =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: true,
                    read: reader => RecordActionBody.Read(reader, memberId, caller.IsOperator),
                    then: async (command, key) =>
                    {
                        var request = Request.From(
                            caller.IdempotencyScope,
                            $"members/{memberId}/actions",
                            key,
                            command.Fingerprint(),
                            pipeline.Now
                        );
                        return OutcomeResponse.From(
                            await recordAction.Handle(command, request, ct),
                            StatusCodes.Status201Created,
                            entry => AccrualView.From(entry, toMerchant: false),
                            EarningJson.Default.AccrualView
                        );
                    },
                    ct
                )
        );
}
