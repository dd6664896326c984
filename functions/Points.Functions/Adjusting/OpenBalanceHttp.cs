using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Adjusting;
using Points.Domain.Approving;
using Points.Domain.Ledger;
using Points.Functions.Access;
using Points.Functions.Approving;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Adjusting;

/// <summary>Books balances from other systems.</summary>
[ApiTag(ApiTags.Wallets)]
public sealed class OpenBalanceHttp(
    OpenBalanceHandler handler,
    FourEyes fourEyes,
    ImportProofs imports,
    HttpPipeline pipeline
)
{
    /// <summary>
    /// Takes over the points that a member has in another system. They keep their last days and their issuers.
    /// What is more than one operator may book waits for a second one: then the answer is 202 with the `approvalId`.
    /// </summary>
    [Function("OpenBalance")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(OpenBalanceBody), NeedsIdempotencyKey = true)]
    [HeaderParameter(ImportProofs.Header, ImportProofs.Description)]
    [Response(StatusCodes.Status201Created, typeof(OpeningBalanceView))]
    [Response(StatusCodes.Status202Accepted, typeof(ApprovalView))]
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
                (request, var unproven) = await imports.Check(
                    http,
                    request,
                    command.Wallet.ProgrammeId,
                    command.Fingerprint(),
                    new(Rows: 1, Fen.Zero, Lots.Sum(command.Lots)),
                    ct
                );
                if (unproven is not null)
                    return unproven;
                var outcome = await handler.Handle(command, request, ct);
                return await fourEyes.AskIfNeeded(
                        outcome,
                        caller,
                        ApprovalKind.OpeningBalance,
                        request,
                        memberId,
                        body,
                        ct
                    ) ?? OpeningBalanceView.Respond(outcome);
            }
        );
}
