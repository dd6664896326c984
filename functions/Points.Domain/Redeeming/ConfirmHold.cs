using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Redeeming;

/// <summary>What was held has been given: its points are spent.</summary>
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
            {
                if (wallet.Facts.Frozen)
                    return new Refusal.MemberFrozen();
                var kind = new EntryKind.Confirmation(
                    redemption.RedemptionId,
                    redemption.RewardId,
                    redemption.HonouredBy,
                    redemption.Worth,
                    redemption.Pay
                );
                return new Decision.Accepted(
                    pending.Book(
                        request,
                        kind,
                        pending.NextChange.EndHold(hold),
                        [new(redemption.RewardId, Points.Zero, $"{hold.Points} points held are spent")]
                    )
                )
                {
                    ChangedRecords =
                    [
                        (redemption with { Revision = pending.Terms.Number }).ChangeStatus(
                            RedemptionStatus.Completed,
                            new(RedemptionStatus.Completed, request.Now, request.EntryId)
                        ),
                    ],
                };
            }
        );
}
