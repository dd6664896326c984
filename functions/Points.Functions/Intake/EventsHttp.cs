using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Cosmos;
using Points.Cosmos.Intake;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Intake;

/// <summary>Lists the outcomes of a merchant's messages.</summary>
[ApiTag(ApiTags.Messages)]
public sealed class EventsHttp(CosmosListedEvents events, HttpPipeline pipeline)
{
    /// <summary>
    /// Lists the outcomes of a merchant's messages, newest first. A page may be short, or empty, although older ones
    /// follow: there are more as long as it has `next`. A message whose refusal was followed by another outcome,
    /// because it was sent again, is listed once, with its last outcome.
    /// </summary>
    [Function("Events")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Finance | Roles.Auditor)]
    [Paged]
    [QueryParameter(
        "state",
        "Only events that were booked, or only those that were refused.",
        OneOf = [EventOutcome.Accepted, EventOutcome.Refused]
    )]
    [QueryParameter("from", QueryTime.From, Pattern = QueryTime.Pattern)]
    [QueryParameter("to", QueryTime.To, Pattern = QueryTime.Pattern)]
    [Response(StatusCodes.Status200OK, typeof(ListView<EventOutcomeView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "partners/{merchantId}/events")]
            HttpRequest http,
        string merchantId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToReadMerchant(merchantId),
            handle: async caller =>
            {
                if (PathIdValidation.FindProblem(merchantId) is { } problem)
                    return problem;
                var asked = EventsRequest.Read(http);
                if (!asked.TryGetValue(out var request))
                    return Problems.Invalid(asked.Errors);
                var (items, next) = await events.List(
                    merchantId,
                    request.IsAccepted,
                    request.From,
                    request.Before,
                    request.Limit,
                    ct
                );
                return new ViewResponse<ListView<EventOutcomeView>>(
                    StatusCodes.Status200OK,
                    new(
                        [.. items.Select(it => EventOutcomeView.From(it, EventOutcomeHttp.IsToMerchant(caller)))],
                        next is null ? null : KeyPageRequest.CursorAfter(next)
                    ),
                    IntakeJson.Default.ListViewEventOutcomeView
                );
            }
        );
}
