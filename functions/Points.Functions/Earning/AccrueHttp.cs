using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain;
using Points.Domain.Approving;
using Points.Domain.Earning;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Functions.Access;
using Points.Functions.Approving;
using Points.Functions.Http;
using Points.Functions.Members;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Earning;

/// <summary>Books purchases that merchants report.</summary>
[ApiTag(ApiTags.Earning)]
public sealed class AccrueHttp(
    AccrueHandler handler,
    CardReader cards,
    TillLocks tills,
    MemberGuessLocks guesses,
    FourEyes fourEyes,
    ImportProofs imports,
    HttpPipeline pipeline
)
{
    /// <summary>
    /// Books a purchase. The answer shows the points earned, and why. An order earns once, whatever the key and whoever
    /// the member. What is more than one operator may book waits for a second one: then the answer is 202 with the
    /// `approvalId`.
    /// </summary>
    [Function("Accrue")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(AccrueBody), NeedsIdempotencyKey = true)]
    [HeaderParameter(ImportProofs.Header, ImportProofs.Description)]
    [Response(StatusCodes.Status201Created, typeof(AccrualView))]
    [Response(StatusCodes.Status202Accepted, typeof(ApprovalView))]
    [ProblemResponses(
        "not-found",
        "member-not-enrolled",
        "member-frozen",
        "not-eligible",
        "merchant-not-in-programme",
        "card-code-invalid",
        "too-many-wrong-codes",
        "too-many-unknown-members",
        "order-already-accrued",
        "order-busy",
        "already-settled",
        "hold-expired",
        "too-late",
        "programme-not-licensed",
        "budget-exhausted",
        "budget-busy",
        "limit-reached"
    )]
    public Task<IResult> Accrue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/accruals")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.AnyMerchant,
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var (command, cardCode) = AccrueBody.Read(body.Fields, memberId, caller.IsOperator);
                if (body.FindProblem(out var key) is { } problem)
                    return problem;
                if (!caller.MayActFor(command.MerchantId))
                    return Problems.Forbidden(CallerRule.ToActFor(command.MerchantId));
                var request = pipeline.CreateRequest(
                    caller,
                    memberId,
                    $"members/{memberId}/accruals",
                    key,
                    command.Fingerprint()
                );
                (request, var unproven) = await imports.Check(
                    http,
                    request,
                    command.Wallet.ProgrammeId,
                    command.Fingerprint(),
                    new(Rows: 1, command.Total, Points: default),
                    ct
                );
                if (unproven is not null)
                    return unproven;
                if (cardCode is not null && await tills.FindProblem(caller, pipeline.Now, ct) is { } locked)
                    return locked;
                var card = await cards.Check(cardCode, memberId, pipeline.Now, ct);
                if (card == CardCheck.None && guesses.FindProblem(caller, pipeline.Now) is { } closed)
                    return closed;
                var outcome =
                    card == CardCheck.Invalid
                        ? await handler.RefuseCard(command, request, ct)
                        : await handler.Handle(
                            command with
                            {
                                IsMemberPresent = card == CardCheck.Confirmed,
                            },
                            request,
                            ct
                        );
                if (outcome is Outcome.Refused { Refusal: Refusal.CardCodeInvalid })
                    await tills.CountWrongCode(caller, pipeline.Now, ct);
                if (await guesses.Count(outcome, caller, memberId, pipeline.Now, ct) is { } tooMany)
                    return tooMany;
                var isPresent = card == CardCheck.Confirmed;
                return await fourEyes.AskIfNeeded(
                        outcome,
                        caller,
                        ApprovalKind.Purchase,
                        request,
                        memberId,
                        body,
                        ct,
                        isPresent
                    ) ?? AccrualResponse.From(outcome, Viewer.From(caller, memberId, holdsCode: isPresent));
            }
        );
}
