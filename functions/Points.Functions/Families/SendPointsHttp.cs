using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Families;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Families;

/// <summary>Sends points from one member of a family to another.</summary>
[ApiTag(ApiTags.Wallets)]
public sealed class SendPointsHttp(SendPointsHandler handler, HttpPipeline pipeline)
{
    /// <summary>
    /// Sends points to another member of the family. Lots keep their issuer and expiry. Status 202 means that the
    /// receiver's wallet has not accepted the points yet.
    /// </summary>
    [Function("Transfer")]
    [Callers(Roles.Member | Roles.Operator)]
    [RequestBody(typeof(TransferBody), NeedsIdempotencyKey = true)]
    [Response(StatusCodes.Status201Created, typeof(TransferView))]
    [Response(StatusCodes.Status202Accepted, typeof(TransferView))]
    [ProblemResponses(
        "not-found",
        "member-not-enrolled",
        "member-frozen",
        "not-eligible",
        "not-enough-points",
        "limit-reached"
    )]
    public Task<IResult> Send(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "members/{memberId}/wallets/{programmeId}/transfers"
        )]
            HttpRequest http,
        string memberId,
        string programmeId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToChange(memberId),
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var command = TransferBody.Read(body.Fields, memberId, programmeId);
                if (body.FindProblem(out var key) is { } problem)
                    return problem;
                if (PathIdValidation.FindProblem(memberId, programmeId) is { } invalidPath)
                    return invalidPath;
                var route = $"members/{memberId}/wallets/{programmeId}/transfers";
                var request = pipeline.CreateRequest(caller, memberId, route, key, command.Fingerprint());
                var outcome = await handler.Handle(command, request, ct);
                return Respond(outcome, command);
            }
        );

    private static IResult Respond(TransferOutcome outcome, SendPoints command) =>
        outcome.Match<IResult>(
            done: it => new ViewResponse<TransferView>(
                StatusCodes.Status201Created,
                TransferView.From(it.Entry, command),
                FamiliesJson.Default.TransferView
            )
            {
                Replayed = it.IsReplayed,
            },
            pending: it => new ViewResponse<TransferView>(
                StatusCodes.Status202Accepted,
                TransferView.From(it.Entry, command),
                FamiliesJson.Default.TransferView
            ),
            refused: Problems.From
        );
}
