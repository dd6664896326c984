using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Redeeming;

/// <summary>Reverses a redemption, in whole or in part, at any age, and returns its points.</summary>
/// <param name="By">The honouring merchant or an operator; others are refused.</param>
/// <param name="Quantity">Pieces to reverse; null for all that are left.</param>
/// <param name="Fault">A merchant at fault pays compensation on top, within the programme's bounds (law L13).</param>
public sealed record Reverse(string RedemptionId, Actor By, int? Quantity, FaultParty Fault, string Reason)
{
    public string Fingerprint() =>
        new Digest().Add("reverse").Add(RedemptionId).Add(Quantity ?? -1).Add(Fault.ToString()).Add(Reason).ToString();

    /// <param name="allowance">From the compensation budget. If it is too small, compensation is withheld.</param>
    public static Decision Decide(
        Wallet wallet,
        LoadedRecords records,
        Reverse command,
        ProgrammeTerms terms,
        Request request,
        Allowance allowance
    ) =>
        RedemptionLookup.Decide(
            wallet,
            records,
            command.RedemptionId,
            redemption =>
            {
                if (!command.By.CanActFor(redemption.HonouredBy))
                    return new Refusal.NotForCaller();
                if (FindRefusal(redemption, request.Now) is { } refusal)
                    return refusal;
                if (redemption.Voucher is { Use: not null })
                    return new Refusal.AlreadySettled("the voucher has been used");
                var left = redemption.Quantity - redemption.PiecesReversed;
                if (command.Quantity > left)
                    return new Refusal.LimitReached(
                        $"only {left} of {redemption.Quantity} pieces can still be reversed"
                    );

                var reversed = ReversedPieces.Of(
                    wallet.BeginChange(terms, request.Now),
                    redemption,
                    command.Quantity ?? left,
                    command.Fault,
                    allowance
                );
                var booked = reversed.PendingChange.Book(
                    request,
                    reversed.Kind,
                    reversed.WalletChange,
                    reversed.Explanation,
                    reversed.Compensation.Leases
                );
                return new Decision.Accepted(booked)
                {
                    ChangedRecords =
                    [
                        reversed.ApplyToRedemption(request, request.EntryIdIn(wallet.LedgerKey), command.Reason),
                    ],
                    Issued = reversed.Compensation.Points,
                };
            }
        );

    /// <summary>Why the redemption's status rules out a reversal; null if it does not.</summary>
    internal static Refusal? FindRefusal(Redemption redemption, DateTimeOffset now) =>
        redemption.StatusAt(now) switch
        {
            RedemptionStatus.Completed or RedemptionStatus.PartlyReversed => null,
            RedemptionStatus.Held => new Refusal.NotEligible("a hold must be cancelled, or confirmed first"),
            RedemptionStatus.Cancelled => new Refusal.AlreadySettled("the hold was cancelled"),
            RedemptionStatus.Expired => new Refusal.HoldExpired(redemption.HoldUntil!.Value),
            RedemptionStatus.Reversed => new Refusal.AlreadySettled("the redemption was reversed"),
        };
}

/// <summary>Reverses redemptions, and returns reserved pieces to a limited reward's stock.</summary>
public sealed class ReverseHandler(RedemptionCommit commit)
{
    /// <param name="memberId">The member whose redemption it is.</param>
    public Task<Outcome> Handle(string memberId, Reverse command, Request request, CancellationToken ct) =>
        commit.Run(
            memberId,
            command.RedemptionId,
            request,
            (wallet, records, terms, allowance) => Reverse.Decide(wallet, records, command, terms, request, allowance),
            ct
        );
}
