using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Deciding;
using Points.Domain.Ports;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Intake;

/// <summary>Tells a merchant what came of a message.</summary>
[Area(Areas.Messages)]
public sealed class EventOutcomeHttp(IEventOutcomes outcomes, Reception reception)
{
    /// <summary>Tells a merchant what came of a message.</summary>
    [Function("EventOutcome")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Auditor)]
    [Gives(StatusCodes.Status200OK, typeof(EventOutcomeView))]
    [Refuses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "partners/{merchantId}/events/{messageId}")]
            HttpRequest http,
        string merchantId,
        string messageId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.MayPostFor(merchantId) || caller.IsAuditor,
            act: async _ =>
            {
                if (PathIds.FirstFault(merchantId) is { } fault)
                    return fault;
                var key = RawPath.LastSegment(http) ?? messageId;
                if (!Request.IsKey(key))
                    return Problems.Invalid(nameof(messageId), IdempotencyKey.Rule);
                return await outcomes.Find(merchantId, key, ct) is { } outcome
                    ? new Answer<EventOutcomeView>(
                        StatusCodes.Status200OK,
                        EventOutcomeView.Of(outcome),
                        IntakeJson.Default.EventOutcomeView
                    )
                    : Problems.NotFound("event, or nothing has come of it yet");
            }
        );
}
