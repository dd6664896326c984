using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Redeeming;

/// <summary>What was held is not wanted, or cannot be given: its points are the member's again.</summary>
/// <param name="Fault">Whose doing it is; by it go the days that are left to use the points.</param>
public sealed record CancelHold(string RedemptionId, Actor By, AtFault Fault, string? Reason)
{
    public string Fingerprint() => Digest.Of("cancel", RedemptionId, Fault.ToString(), Reason);

    public static Decision Decide(Wallet wallet, Records records, CancelHold command, ProgrammeRevision terms, Request request) =>
        HeldRedemption.Decide(wallet, records, command.RedemptionId, command.By, mayMember: true, terms, request.Now, (posting, redemption, hold) =>
        {
            var uncounted = posting with { Wallet = posting.Wallet.Uncount(hold.RewardId, hold.Quantity, hold.At, terms) };
            var back = ReturnedLots.Usable(hold.Lots, command.Fault, posting.Today);
            var booked = uncounted.Book(
                request, new Cause.Release(redemption.RedemptionId, ReleaseReason.Cancelled), uncounted.Move.End(hold).Add(back),
                [new(redemption.RewardId, hold.Points, $"{hold.Points} points held come back")]);
            return new Decision.Accepted(booked)
            {
                Changes = [redemption.Become(RedemptionStatus.Cancelled, new(RedemptionStatus.Cancelled, request.Now, request.EntryId, hold.Points, command.Reason))],
            };
        });
}
