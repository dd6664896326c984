using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain;
using Points.Domain.Approving;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Approving;

/// <summary>An operator has an import approved.</summary>
[ApiTag(ApiTags.Approvals)]
public sealed class ImportHttp(AskForApprovalHandler handler, HttpPipeline pipeline)
{
    /// <summary>
    /// Asks for the approval of an import of purchases or balances: of exactly its rows, and of what they come to. Once
    /// another operator has approved it, the same request answers 200, and each row can be posted with its proof. One
    /// approval serves until it expires.
    /// </summary>
    [Function("AskToImport")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(ImportBody))]
    [Response(StatusCodes.Status200OK, typeof(ApprovalView))]
    [Response(StatusCodes.Status202Accepted, typeof(ApprovalView))]
    public Task<IResult> Ask(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "imports")] HttpRequest http,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Operator,
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var import = ImportBody.Read(body.Fields);
                if (body.FindProblem() is { } problem)
                    return problem;
                var command = import.ToJson();
                var asked = new AskForApproval(
                    ApprovalKind.Import,
                    Digest.Compute(caller.IdempotencyScope, command.GetRawText()),
                    command,
                    "one operator imports nothing alone"
                )
                {
                    ServesUntilItExpires = true,
                };
                var approval = await handler.Handle(asked, caller.ToRequester(), pipeline.Now, ct);
                return ApprovalView.Respond(
                    approval.Status == ApprovalStatus.Done ? StatusCodes.Status200OK : StatusCodes.Status202Accepted,
                    approval,
                    pipeline.Now
                );
            }
        );
}
