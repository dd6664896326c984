using System.Collections.Immutable;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Wallets;

namespace Points.Domain.Families;

/// <summary>
/// The two steps after sending. Each is one entry with an id that follows from the transfer, so it is booked once, whoever
/// comes to it and however often.
/// </summary>
public static class TransferSteps
{
    public static Request Arrival(string transferId, DateTimeOffset now) =>
        new(EntryId.OfArrival(transferId), Digest.Of("arrival", transferId), now);

    public static Request End(string transferId, DateTimeOffset now) =>
        new(EntryId.OfTransferEnd(transferId), Digest.Of("transfer-end", transferId), now);

    /// <summary>The receiver takes the points, or does not: also that is booked, so that nobody decides otherwise later.</summary>
    public static Decision Arrive(Wallet wallet, Transfer transfer, ProgrammeRevision terms, Request request)
    {
        var posting = wallet.Post(terms, request.Now);
        var taken = posting.Move.Receive(Back(transfer, posting), posting.Today);
        var isTaken =
            wallet.Facts.FamilyId == transfer.FamilyId
            && wallet.Facts.FirstRefusal() is null
            && taken.Wallet.Lots.Open.Length <= Lots.CountMax;
        var cause = new Cause.TransferIn(transfer.TransferId, transfer.FromMemberId, isTaken);
        return new Decision.Accepted(
            isTaken
                ? posting.Book(
                    request,
                    cause,
                    taken,
                    [new("family", transfer.Points, $"from {transfer.FromMemberId}"), .. taken.Deductions]
                )
                : posting.Book(
                    request,
                    cause,
                    posting.Move,
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
    public static Decision Finish(
        Wallet wallet,
        Transfer transfer,
        bool arrived,
        ProgrammeRevision terms,
        Request request
    )
    {
        var posting = wallet.Post(terms, request.Now);
        if (posting.Wallet.Holds.FirstOrDefault(hold => hold.HoldId == transfer.TransferId) is not { } hold)
            return new Refusal.AlreadySettled("the transfer has ended");
        var ended = posting.Move.End(hold);
        if (!arrived)
            ended = Unsent(ended.Receive(Back(transfer, posting), posting.Today), transfer, terms);
        var why = arrived
            ? new Explanation("family", Points.Zero, $"{hold.Points} points arrived with {transfer.ToMemberId}")
            : new Explanation("family", hold.Points, $"{transfer.ToMemberId} could not take them");
        return new Decision.Accepted(
            posting.Book(
                request,
                new Cause.TransferEnd(transfer.TransferId, transfer.ToMemberId, arrived),
                ended,
                [why, .. ended.Deductions]
            )
        )
        {
            Changes = [transfer with { Status = arrived ? TransferStatus.Arrived : TransferStatus.Returned }],
        };
    }

    private static ImmutableArray<Lot> Back(Transfer transfer, Posting posting) =>
        Lots.WithLongerValidity(transfer.Lots, posting.Terms, transfer.At, posting.Now);

    private static Movement Unsent(Movement movement, Transfer transfer, ProgrammeRevision terms) =>
        movement with
        {
            Wallet = movement.Wallet with
            {
                Counters = movement.Wallet.Counters.Subtract(
                    Family.SentCounter,
                    Per.Month.PeriodOf(terms.BusinessDate(transfer.At)),
                    transfer.Points.Value
                ),
            },
        };
}
