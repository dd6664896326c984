using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain;
using Points.Domain.Enrolling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>Tells tills whose card they have read.</summary>
[ApiTag(ApiTags.Members)]
public sealed class ResolveMemberHttp(CardReader cards, TillLocks tills, HttpPipeline pipeline)
{
    /// <summary>Finds the member who shows a card code at a till.</summary>
    [Function("ResolveMember")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(ResolveMemberBody))]
    [Response(StatusCodes.Status200OK, typeof(ResolvedMemberView))]
    [ProblemResponses("card-code-invalid", "too-many-wrong-codes")]
    public Task<IResult> Resolve(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/resolve")] HttpRequest http,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.AnyMerchant,
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var shown = ResolveMemberBody.Read(body.Fields);
                if (body.FindProblem() is { } problem)
                    return problem;
                if (await tills.FindProblem(caller, pipeline.Now, ct) is { } locked)
                    return locked;
                return await cards.FindMember(shown.CardCode, pipeline.Now, ct) is { } memberId
                    ? new ViewResponse<ResolvedMemberView>(
                        StatusCodes.Status200OK,
                        new(memberId),
                        MembersJson.Default.ResolvedMemberView
                    )
                    : await tills.Refuse(new Refusal.CardCodeInvalid(), caller, pipeline.Now, ct);
            }
        );
}
