using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Points.Domain;
using Points.Domain.Approving;
using Points.Domain.Ledger;
using Points.Functions.Access;
using Points.Functions.Http;

namespace Points.Functions.Approving;

/// <summary>Asks for a second operator in place of doing what an operator asks for.</summary>
public sealed class FourEyes(AskForApprovalHandler handler, ILedgerKeys ledgers, HttpPipeline pipeline)
{
    /// <summary>
    /// Answers 202 with the approval if a request to move points was refused only because it needs one.
    /// </summary>
    /// <returns>Null if it does not need one.</returns>
    internal async Task<IResult?> AskIfNeeded(
        Outcome outcome,
        Caller caller,
        ApprovalKind kind,
        Request request,
        string memberId,
        JsonBody body,
        CancellationToken ct,
        bool isMemberPresent = false
    ) =>
        outcome is Outcome.Refused { Refusal: Refusal.ApprovalNeeded { Because: var because } }
            ? await Ask(
                caller,
                kind,
                new WaitingRequest(memberId, request.Identity, isMemberPresent, body.ToJson()).ToJson(),
                because,
                request.Reason,
                (await ledgers.Find(memberId, ct))?.Value,
                ct
            )
            : null;

    /// <summary>Answers 202 with the approval that another operator must give.</summary>
    /// <param name="command">What <see cref="IApprovedCommand.Run"/> gets.</param>
    /// <param name="because">Why it needs a second operator, in one sentence.</param>
    /// <param name="reason">Why it is to be done, in the words of who asks; null if none are asked for.</param>
    /// <param name="ledgerKey">The member whom it is about; null if it is about none.</param>
    internal async Task<IResult> Ask(
        Caller caller,
        ApprovalKind kind,
        JsonElement command,
        string because,
        string? reason,
        string? ledgerKey,
        CancellationToken ct
    )
    {
        var asked = new AskForApproval(
            kind,
            Digest.Compute(caller.IdempotencyScope, command.GetRawText()),
            command,
            because
        )
        {
            Reason = reason,
            LedgerKey = ledgerKey,
        };
        var approval = await handler.Handle(asked, caller.ToRequester(), pipeline.Now, ct);
        return ApprovalView.Respond(StatusCodes.Status202Accepted, approval, pipeline.Now);
    }
}
