using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Approving;
using Points.Domain.Ledger;
using Points.Functions.Access;
using Points.Functions.Approving;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Erasing;

/// <summary>Erases members.</summary>
[ApiTag(ApiTags.Members)]
public sealed class EraseMemberHttp(
    MemberErasure erasure,
    ILedgerKeys ledgers,
    FourEyes fourEyes,
    HttpPipeline pipeline
)
{
    private const string Because = "an erasure that the member did not ask for themselves cannot be undone";

    /// <summary>
    /// Erases a member. What their wallets still have ends, by the rules that the terms state; everything kept of the
    /// person is deleted; the ledgers stay under a key that leads to nobody. From then on the member is unknown, and
    /// whoever enrols under the same id is somebody new. Repeating it is safe. Members erase themselves; if an operator
    /// asks on a member's behalf, another operator must approve it.
    /// </summary>
    [Function("EraseMember")]
    [Callers(Roles.Member | Roles.Operator)]
    [Response(StatusCodes.Status204NoContent)]
    [Response(StatusCodes.Status202Accepted, typeof(ApprovalView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Erase(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "members/{memberId}")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToChange(memberId),
            handle: async caller =>
            {
                if (PathIdValidation.FindProblem(memberId) is { } invalidPath)
                    return invalidPath;
                if (!caller.IsOperator)
                {
                    await erasure.Erase(memberId, caller.ToRequester(memberId), ct);
                    return Results.NoContent();
                }
                return await ledgers.Find(memberId, ct) is { Value: var key }
                    ? await fourEyes.Ask(
                        caller,
                        ApprovalKind.Erasure,
                        new ApprovedErasure(key).ToJson(),
                        Because,
                        reason: null,
                        key,
                        ct
                    )
                    : Problems.NotFound("member");
            }
        );
}
