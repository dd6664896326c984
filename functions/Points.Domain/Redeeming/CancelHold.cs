using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Redeeming;

/// <summary>What was held is not wanted, or cannot be given: its points are the member's again.</summary>
/// <param name="Fault">Whose doing it is: a merchant that cannot give what it held leaves days to use the points, and compensates (law L13).</param>
public sealed record CancelHold(string RedemptionId, Actor By, FaultParty Fault, string? Reason)
{
    public string Fingerprint() => Digest.Compute("cancel", RedemptionId, Fault.ToString(), Reason);

    public static Decision Decide(
        Wallet wallet,
        LoadedRecords records,
        CancelHold command,
        ProgrammeTerms terms,
        Request request
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
                var (booked, cancelled) = HeldRedemption.Release(
                    pending,
                    redemption,
                    hold,
                    command.Fault,
                    command.Reason,
                    request.EntryId,
                    request.Fingerprint
                );
                return new Decision.Accepted(booked) { ChangedRecords = [cancelled] };
            }
        );
}
