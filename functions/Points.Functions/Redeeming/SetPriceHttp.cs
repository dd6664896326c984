using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Sets prices of rewards.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class SetPriceHttp(SetPriceHandler handler, HttpPipeline pipeline)
{
    /// <summary>Sets a reward's price within the bounds of the published terms.</summary>
    [Function("SetPrice")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(PriceBody))]
    [Response(StatusCodes.Status200OK, typeof(PriceView))]
    [ProblemResponses("not-found", "terms-not-allowed")]
    public Task<IResult> SetPrice(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "programmes/{programmeId}/rewards/{rewardId}/price")]
            HttpRequest http,
        string programmeId,
        string rewardId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Operator,
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var command = PriceBody.Read(body.Fields, programmeId, rewardId);
                if (body.FindProblem() is { } problem)
                    return problem;
                if (PathIdValidation.FindProblem(programmeId, rewardId) is { } invalidPath)
                    return invalidPath;
                if (await handler.Handle(command, caller.ToRequester(), pipeline.Now, ct) is { } refusal)
                    return Problems.From(refusal);
                return new ViewResponse<PriceView>(
                    StatusCodes.Status200OK,
                    new(programmeId, rewardId, command.Points.Value),
                    RedeemingJson.Default.PriceView
                );
            }
        );
}
