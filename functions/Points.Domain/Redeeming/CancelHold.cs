using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Redeeming;

/// <summary>Cancels a hold and returns its points to the member.</summary>
/// <param name="By">The member, the honouring merchant or an operator; others are refused.</param>
/// <param name="Fault">
/// Who causes the cancellation. If it is the merchant, the points stay usable for at least 30 days and the merchant
/// pays compensation, within the programme's bounds (law L13).
/// </param>
/// <param name="Reason">Kept in the redemption's history; null if the caller gives none.</param>
public sealed record CancelHold(string RedemptionId, Actor By, FaultParty Fault, string? Reason)
{
    public string Fingerprint() => Digest.Compute("cancel", RedemptionId, Fault.ToString(), Reason);

    /// <param name="allowance">From the compensation budget. If it is too small, compensation is withheld.</param>
    public static Decision Decide(
        Wallet wallet,
        LoadedRecords records,
        CancelHold command,
        ProgrammeTerms terms,
        Request request,
        Allowance allowance
    ) =>
        HeldRedemption.Decide(
            wallet,
            records,
            command.RedemptionId,
            command.By,
            isMemberAllowed: true,
            terms,
            request.Now,
            (pending, redemption, hold) =>
            {
                var (booked, cancelled, issued) = HeldRedemption.Release(
                    pending,
                    redemption,
                    hold,
                    command.Fault,
                    command.Reason,
                    allowance,
                    request.EntryIdIn(wallet.LedgerKey),
                    request.FingerprintIn(wallet.LedgerKey),
                    request
                );
                return new Decision.Accepted(booked) { ChangedRecords = [cancelled], Issued = issued };
            }
        );
}

/// <summary>Cancels holds, and returns reserved pieces to a limited reward's stock.</summary>
public sealed class CancelHoldHandler(RedemptionCommit commit)
{
    /// <param name="memberId">The member whose hold it is.</param>
    public Task<Outcome> Handle(string memberId, CancelHold command, Request request, CancellationToken ct) =>
        commit.Run(
            memberId,
            command.RedemptionId,
            request,
            (wallet, records, terms, allowance) =>
                CancelHold.Decide(wallet, records, command, terms, request, allowance),
            ct
        );
}
