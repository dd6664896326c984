using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Redeeming;

/// <summary>Confirms that the reward of a hold was given, and spends the held points.</summary>
/// <param name="By">The honouring merchant or an operator; others are refused.</param>
public sealed record ConfirmHold(string RedemptionId, Actor By)
{
    public string Fingerprint() => Digest.Compute("confirm", RedemptionId);

    public static Decision Decide(
        Wallet wallet,
        LoadedRecords records,
        ConfirmHold command,
        ProgrammeTerms terms,
        Request request
    ) =>
        HeldRedemption.Decide(
            wallet,
            records,
            command.RedemptionId,
            command.By,
            isMemberAllowed: false,
            terms,
            request.Now,
            (pending, redemption, hold) =>
                wallet.Facts.Frozen ? new Refusal.MemberFrozen() : SpendHeldPoints(pending, redemption, hold, request)
        );

    private static Decision.Accepted SpendHeldPoints(
        PendingChange pending,
        Redemption redemption,
        Hold.ForReward hold,
        Request request
    )
    {
        var kind = new EntryKind.Confirmation(
            redemption.RedemptionId,
            redemption.RewardId,
            redemption.HonouredBy,
            redemption.Worth,
            redemption.Pay
        );
        var booked = pending.Book(
            request,
            kind,
            pending.NextChange.EndHold(hold),
            [new(redemption.RewardId, Points.Zero, $"{hold.Points} held points are spent")]
        );
        var completed = (redemption with { Revision = pending.Terms.Number }).ChangeStatus(
            RedemptionStatus.Completed,
            new(RedemptionStatus.Completed, request.Now, request.EntryIdIn(pending.Wallet.LedgerKey))
        );
        return new Decision.Accepted(booked) { ChangedRecords = [completed] };
    }
}

/// <summary>Confirms holds.</summary>
public sealed class ConfirmHoldHandler(RedemptionCommit commit)
{
    /// <param name="memberId">The member whose hold it is.</param>
    public Task<Outcome> Handle(string memberId, ConfirmHold command, Request request, CancellationToken ct) =>
        commit.Run(
            memberId,
            command.RedemptionId,
            request,
            (wallet, records, terms, _) => ConfirmHold.Decide(wallet, records, command, terms, request),
            ct
        );
}
