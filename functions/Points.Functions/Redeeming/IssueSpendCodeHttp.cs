using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Enrolling;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Issues the codes that merchants need to redeem for members.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class IssueSpendCodeHttp(IssueSpendCodeHandler handler, IMemberStore members, HttpPipeline pipeline)
{
    /// <summary>
    /// Issues a code with which a member consents to a redemption at a merchant, up to a number of points. It is valid
    /// once, for one minute.
    /// </summary>
    [Function("SpendCode")]
    [Callers(Roles.Member)]
    [RequestBody(typeof(SpendCodeBody))]
    [Response(StatusCodes.Status201Created, typeof(SpendCodeView))]
    [ProblemResponses("not-found", "merchant-not-in-programme")]
    public Task<IResult> Issue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/spend-codes")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToBe(memberId),
            handle: async _ =>
            {
                var body = await JsonBody.Read(http, ct);
                var limit = SpendCodeBody.Read(body.Fields);
                if (body.FindProblem() is { } problem)
                    return problem;
                if (PathIdValidation.FindProblem(memberId) is { } invalidPath)
                    return invalidPath;
                if (await members.Find(memberId, ct) is null)
                    return Problems.NotFound("member");
                var code = RandomCodes.NewSpendCode();
                var command = new IssueSpendCode(
                    memberId,
                    code,
                    limit.ProgrammeId,
                    limit.Cap,
                    limit.MerchantId,
                    limit.RewardId
                );
                var (issued, refusal) = await handler.Handle(command, pipeline.Now, ct);
                return issued is null
                    ? Problems.From(refusal!)
                    : new ViewResponse<SpendCodeView>(
                        StatusCodes.Status201Created,
                        SpendCodeView.From(code, issued),
                        RedeemingJson.Default.SpendCodeView
                    );
            }
        );
}
