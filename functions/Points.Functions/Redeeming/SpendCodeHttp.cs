using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Enrolling;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Gives members the code that a merchant needs to redeem for them.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class SpendCodeHttp(SpendCodeIssuer codes, IMemberStore members, HttpPipeline pipeline)
{
    /// <summary>Gives a member a code to redeem with at a merchant. It is good once, for a minute.</summary>
    [Function("SpendCode")]
    [Callers(Roles.Member)]
    [RequestBody(typeof(SpendCodeBody), CanBeEmpty = true)]
    [Response(StatusCodes.Status201Created, typeof(SpendCodeView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Issue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/spend-codes")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsMember(memberId),
            handle: _ =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    read: SpendCodeBody.Read,
                    then: async (wish, _) =>
                    {
                        if (PathIdValidation.FindProblem(memberId) is { } fault)
                            return fault;
                        if (await members.Find(memberId, ct) is null)
                            return Problems.NotFound("member");
                        var code = RandomCodes.NewSpendCode();
                        var issued = await codes.Issue(memberId, code, wish.Cap, pipeline.Now, ct);
                        return new ViewResponse<SpendCodeView>(
                            StatusCodes.Status201Created,
                            new(code, issued.Until, issued.Cap?.Value),
                            RedeemingJson.Default.SpendCodeView
                        );
                    },
                    ct,
                    canBeEmpty: true
                )
        );
}

/// <param name="Points">The most it is good for; absent for any number.</param>
internal sealed record SpendCodeView(string Code, DateTimeOffset ExpiresAt, long? Points);
