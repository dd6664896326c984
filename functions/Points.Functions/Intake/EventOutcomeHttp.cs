using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Cosmos.Intake;
using Points.Domain.Ledger;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Intake;

/// <summary>Shows the outcome of a merchant's message.</summary>
[ApiTag(ApiTags.Messages)]
public sealed class EventOutcomeHttp(CosmosEventOutcomes outcomes, HttpPipeline pipeline)
{
    /// <summary>Shows the outcome of a merchant's message.</summary>
    [Function("EventOutcome")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Finance | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(EventOutcomeView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "partners/{merchantId}/events/{messageId}")]
            HttpRequest http,
        string merchantId,
        string messageId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToReadMerchant(merchantId),
            handle: async caller =>
            {
                if (PathIdValidation.FindProblem(merchantId) is { } problem)
                    return problem;
                var id = RawPath.LastSegment(http) ?? messageId;
                if (!Request.IsIdempotencyKey(id))
                    return Problems.Invalid(nameof(messageId), IdempotencyKey.Rule);
                return await outcomes.Find(merchantId, id, ct) is { } outcome
                    ? new ViewResponse<EventOutcomeView>(
                        StatusCodes.Status200OK,
                        EventOutcomeView.From(outcome, IsToMerchant(caller)),
                        IntakeJson.Default.EventOutcomeView
                    )
                    : Problems.NotFound("event, or it has no outcome yet");
            }
        );

    internal static bool IsToMerchant(Caller caller) => !caller.IsFinance && !caller.IsAuditor;
}
