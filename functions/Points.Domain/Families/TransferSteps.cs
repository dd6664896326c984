using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Families;

/// <summary>
/// The two steps after sending. Each is one entry with an id that follows from the transfer, so it is booked once, whoever
/// comes to it and however often.
/// </summary>
public static class TransferSteps
{
    public static Request ArrivalRequest(string transferId, DateTimeOffset now) =>
        new(EntryId.OfArrival(transferId), Digest.Compute("arrival", transferId), now);

    public static Request CompletionRequest(string transferId, DateTimeOffset now) =>
        new(EntryId.OfTransferCompletion(transferId), Digest.Compute("transfer-end", transferId), now);

    /// <summary>The receiver takes the points, or does not: also that is booked, so that nobody decides otherwise later.</summary>
    public static Decision DecideArrival(Wallet wallet, Transfer transfer, ProgrammeTerms terms, Request request)
    {
        var pending = wallet.BeginChange(terms, request.Now);
        var taken = pending.NextChange.Receive(ReturnedLots(transfer, pending), pending.Today);
        var isTaken =
            wallet.Facts.FamilyId == transfer.FamilyId
            && wallet.Facts.FindRefusal() is null
            && taken.Wallet.Lots.Open.Length <= Lots.CountMax;
        var kind = new EntryKind.TransferIn(transfer.TransferId, transfer.FromMemberId, isTaken);
        return new Decision.Accepted(
            isTaken
                ? pending.Book(
                    request,
                    kind,
                    taken,
                    [new("family", transfer.Points, $"from {transfer.FromMemberId}"), .. taken.Deductions]
                )
                : pending.Book(
                    request,
                    kind,
                    pending.NextChange,
                    [
                        new(
                            "family",
                            Points.Zero,
                            $"{transfer.Points} points from {transfer.FromMemberId} were not taken"
                        ),
                    ]
                )
        );
    }

    /// <summary>The sender's hold ends: the points are gone, or back.</summary>
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
            ended = UncountSent(ended.Receive(ReturnedLots(transfer, pending), pending.Today), transfer, terms);
        var why = hasArrived
            ? new Explanation("family", Points.Zero, $"{hold.Points} points arrived with {transfer.ToMemberId}")
            : new Explanation("family", hold.Points, $"{transfer.ToMemberId} could not take them");
        return new Decision.Accepted(
            pending.Book(
                request,
                new EntryKind.TransferCompletion(transfer.TransferId, transfer.ToMemberId, hasArrived),
                ended,
                [why, .. ended.Deductions]
            )
        )
        {
            ChangedRecords = [transfer with { Status = hasArrived ? TransferStatus.Arrived : TransferStatus.Returned }],
        };
    }

    private static ImmutableArray<Lot> ReturnedLots(Transfer transfer, PendingChange pending) =>
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
