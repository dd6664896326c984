using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Families;

/// <summary>
/// The two steps after sending: arrival at the receiver, and completion at the sender (decision 11). Each books one
/// entry whose id follows from the transfer, so it is booked once, however often it is tried.
/// </summary>
public static class TransferSteps
{
    public static Request ArrivalRequest(string transferId, DateTimeOffset now) =>
        new(EntryId.OfArrival(transferId), Digest.Compute("arrival", transferId), now);

    public static Request CompletionRequest(string transferId, DateTimeOffset now) =>
        new(EntryId.OfTransferCompletion(transferId), Digest.Compute("transfer-end", transferId), now);

    /// <summary>
    /// Books whether the receiver accepts the points. A rejection is booked too, so that no later attempt decides
    /// otherwise.
    /// </summary>
    public static Decision DecideArrival(Wallet wallet, Transfer transfer, ProgrammeTerms terms, Request request)
    {
        var pending = wallet.BeginChange(terms, request.Now);
        var arriving = ArrivingLots(transfer, pending);
        var received = pending.NextChange.Receive(arriving, pending.Today);
        var isAccepted =
            wallet.Facts.FamilyId == transfer.FamilyId
            && wallet.Facts.FindRefusal() is null
            && pending.Wallet.FindRoomRefusal(arriving) is null;
        var kind = new EntryKind.TransferIn(transfer.TransferId, transfer.Sender, isAccepted);
        var explanation = isAccepted
            ? new Explanation("family", transfer.Points, "from a member of the family")
            : new Explanation(
                "family",
                Points.Zero,
                $"{transfer.Points} points from a member of the family were not accepted"
            );
        return new Decision.Accepted(
            isAccepted
                ? pending.Book(request, kind, received, [explanation, .. received.Deductions])
                : pending.Book(request, kind, pending.NextChange, [explanation])
        );
    }

    /// <summary>Ends the sender's hold: the points are with the receiver, or return to the sender.</summary>
    public static Decision DecideCompletion(
        Wallet wallet,
        Transfer transfer,
        bool hasArrived,
        ProgrammeTerms terms,
        Request request
    )
    {
        var pending = wallet.BeginChange(terms, request.Now);
        if (pending.Wallet.Holds.FirstOrDefault(hold => hold.HoldId == transfer.TransferId) is not { } hold)
            return new Refusal.AlreadySettled("the transfer has ended");
        var ended = pending.NextChange.EndHold(hold);
        if (!hasArrived)
            ended = UncountSent(ended.Receive(ArrivingLots(transfer, pending), pending.Today), transfer, terms);
        var explanation = hasArrived
            ? new Explanation("family", Points.Zero, $"a member of the family received {hold.Points} points")
            : new Explanation("family", hold.Points, $"a member of the family did not accept {hold.Points} points");
        return new Decision.Accepted(
            pending.Book(
                request,
                new EntryKind.TransferCompletion(transfer.TransferId, transfer.Receiver, hasArrived),
                ended,
                [explanation, .. ended.Deductions]
            )
        )
        {
            ChangedRecords = [transfer with { Status = hasArrived ? TransferStatus.Arrived : TransferStatus.Returned }],
        };
    }

    /// <summary>The lots of a transfer as they enter a wallet, the receiver's or again the sender's.</summary>
    private static ImmutableArray<Lot> ArrivingLots(Transfer transfer, PendingChange pending) =>
        Lots.WithLongerValidity(transfer.Lots, pending.Terms, transfer.At, pending.Now);

    private static WalletChange UncountSent(WalletChange change, Transfer transfer, ProgrammeTerms terms) =>
        change with
        {
            Wallet = change.Wallet with
            {
                Counters = change.Wallet.Counters.Subtract(
                    FamilyTerms.SentCounterId,
                    LimitPeriod.Month.PeriodKey(terms.BusinessDateOf(transfer.At)),
                    transfer.Points.Value
                ),
            },
        };
}
