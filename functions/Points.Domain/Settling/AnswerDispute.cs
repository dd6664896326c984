using Points.Domain.Actors;

namespace Points.Domain.Settling;

/// <summary>An operator accepts or rejects a dispute. The answer is final.</summary>
/// <param name="IsAccepted">Whether the disputed line is wrong and is to be reversed.</param>
/// <param name="Note">At most <see cref="Dispute.TextLengthMax"/> characters.</param>
public sealed record AnswerDispute(string MerchantId, string DisputeId, bool IsAccepted, string Note);

/// <summary>Answers disputes, and sends the corrections of those that are accepted.</summary>
public sealed class AnswerDisputeHandler(IDisputes disputes, DisputeCorrections corrections)
{
    private const int AttemptsMax = 10;

    /// <summary>
    /// Records the answer and, if the dispute is accepted, sends the correction of its flow. The same answer again
    /// returns the dispute as it is; another answer is refused.
    /// </summary>
    /// <exception cref="StoreBusyException">Others changed the dispute at every attempt.</exception>
    public async Task<DisputeOutcome> Handle(
        AnswerDispute command,
        Requester by,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var answer = command.IsAccepted ? DisputeStatus.Accepted : DisputeStatus.Rejected;
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (await disputes.Find(command.MerchantId, command.DisputeId, ct) is not var (dispute, version))
                return new Refusal.NotFound("dispute");
            if (dispute.Status == DisputeStatus.Open)
            {
                var answered = dispute with
                {
                    Status = answer,
                    Note = command.Note,
                    AnsweredAt = now,
                    IsCorrectionPending = command.IsAccepted,
                };
                var act = new Act(ActKind.DisputeAnswered, now, by)
                {
                    MerchantId = command.MerchantId,
                    DisputeId = command.DisputeId,
                    IsAccepted = command.IsAccepted,
                    Reason = command.Note,
                };
                // Read again, whether or not this write succeeded: the stored answer decides.
                await disputes.TryReplace(answered, version, act, ct);
                continue;
            }
            if (dispute.Status != answer)
                return new Refusal.AlreadySettled("the dispute has another answer");
            return new DisputeOutcome.Recorded(
                dispute.IsCorrectionPending ? await corrections.Send(dispute, version, ct) : dispute
            );
        }
        throw new StoreBusyException("others changed the same dispute at every attempt");
    }
}
