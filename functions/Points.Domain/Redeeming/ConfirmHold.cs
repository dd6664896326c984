using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Redeeming;

/// <summary>What was held has been given: its points are spent.</summary>
public sealed record ConfirmHold(string RedemptionId, Actor By)
{
    public string Fingerprint() => Digest.Of("confirm", RedemptionId);

    public static Decision Decide(
        Wallet wallet,
        Records records,
        ConfirmHold command,
        ProgrammeRevision terms,
        Request request
    ) =>
        HeldRedemption.Decide(
            wallet,
            records,
            command.RedemptionId,
            command.By,
            mayMember: false,
            terms,
            request.Now,
            (posting, redemption, hold) =>
            {
                if (wallet.Facts.Frozen)
                    return new Refusal.MemberFrozen();
                var cause = new Cause.Confirmation(
                    redemption.RedemptionId,
                    redemption.RewardId,
                    redemption.HonouredBy,
                    redemption.Worth,
                    redemption.Pay
                );
                return new Decision.Accepted(
                    posting.Book(
                        request,
                        cause,
                        posting.Move.End(hold),
                        [new(redemption.RewardId, Points.Zero, $"{hold.Points} points held are spent")]
                    )
                )
                {
                    Changes =
                    [
                        (redemption with { Revision = posting.Terms.Number }).Become(
                            RedemptionStatus.Completed,
                            new(RedemptionStatus.Completed, request.Now, request.EntryId)
                        ),
                    ],
                };
            }
        );
}
