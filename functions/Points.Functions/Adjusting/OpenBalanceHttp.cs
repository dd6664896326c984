using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Adjusting;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Adjusting;

/// <summary>Books balances from other systems.</summary>
[ApiTag(ApiTags.Wallets)]
public sealed class OpenBalanceHttp(OpenBalanceHandler handler, HttpPipeline pipeline)
{
    /// <summary>
    /// Takes over the points that a member has in another system. They keep their last days and their issuers.
    /// </summary>
    [Function("OpenBalance")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(OpenBalanceBody), NeedsIdempotencyKey = true)]
    [Response(StatusCodes.Status201Created, typeof(OpeningBalanceView))]
    [ProblemResponses(
        "not-found",
        "member-not-enrolled",
        "member-frozen",
        "not-eligible",
        "merchant-not-in-programme",
        "opening-balance-already-counted",
        "programme-not-licensed",
        "budget-exhausted",
        "budget-busy",
        "limit-reached"
    )]
    public Task<IResult> OpenBalance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/opening-balances")]
            HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Operator,
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var command = OpenBalanceBody.Read(body.Fields, memberId);
                if (body.FindProblem(out var key) is { } problem)
                    return problem;
                var request = pipeline.CreateRequest(
                    caller,
                    memberId,
                    $"members/{memberId}/opening-balances",
                    key,
                    command.Fingerprint()
                );
                return OutcomeResponse.From(
                    await handler.Handle(command, request, ct),
                    StatusCodes.Status201Created,
                    OpeningBalanceView.From,
                    AdjustingJson.Default.OpeningBalanceView
                );
            }
        );
}
