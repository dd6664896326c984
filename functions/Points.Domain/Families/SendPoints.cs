using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Families;

/// <summary>
/// Sends points to another member of the sender's registered family (law L9), up to the programme's monthly limit.
/// </summary>
public sealed record SendPoints(WalletId Wallet, string ToMemberId, Points Points)
{
    public string Fingerprint() =>
        new Digest()
            .Add("transfer")
            .Add(Wallet.MemberId)
            .Add(Wallet.ProgrammeId)
            .Add(ToMemberId)
            .Add(Points.Value)
            .ToString();

    /// <param name="receiver">
    /// The receiver's wallet; null if they have none in the programme. The refusal does not tell the two apart.
    /// </param>
    public static Decision Decide(
        Wallet wallet,
        SendPoints command,
        Wallet? receiver,
        ProgrammeTerms terms,
        Request request
    )
    {
        if (terms.Family is not { } family)
            return new Refusal.NotEligible("points of this programme cannot be given away");
        if (wallet.Facts.FindRefusal() is { } refusal)
            return refusal;
        if (
            wallet.Facts.FamilyId is not { } familyId
            || receiver?.Facts.FamilyId != familyId
            || command.ToMemberId == wallet.Id.MemberId
        )
            return new Refusal.NotEligible(
                "points can be sent only within the sender's registered family, to members in this programme"
            );
        if (receiver.Facts.FindRefusal() is not null)
            return new Refusal.NotEligible("the receiver cannot receive points now");

        var pending = wallet.BeginChange(terms, request.Now);
        var period = LimitPeriod.Month.PeriodKey(pending.Today);
        if (
            pending.Wallet.Counters.Used(FamilyTerms.SentCounterId, period) + command.Points.Value
            > family.PointsPerMonth.Value
        )
            return new Refusal.LimitReached($"a member sends at most {family.PointsPerMonth} points a month");
        if (pending.Wallet.Lots.Total < command.Points)
            return new Refusal.NotEnoughPoints(pending.Wallet.Lots.Total, command.Points);

        return command.Send(pending, familyId, receiver.LedgerKey.Value, request);
    }

    /// <summary>Holds the points and creates the transfer, which the receiver's wallet then accepts or not.</summary>
    private Decision Send(PendingChange pending, string familyId, string receiver, Request request)
    {
        var (id, resumeAt) = (
            Transfer.IdOf(request.EntryIdIn(pending.Wallet.LedgerKey)),
            request.Now.Plus(Transfer.ResumeAfter)
        );
        var change = pending.NextChange.BeginHold(Points, lots => new Hold.InTransit(id, lots, receiver, resumeAt));
        if (Hold.FindRefusal(change.Wallet.Holds) is { } tooMany)
            return tooMany;
        var counted = change with
        {
            Wallet = change.Wallet with
            {
                Counters = change
                    .Wallet.Counters.KeepLimits(pending.Terms.IsLimitCounter)
                    .Add(FamilyTerms.SentCounterId, LimitPeriod.Month.PeriodKey(pending.Today), Points.Value),
            },
        };
        var booked = pending.Book(
            request,
            new EntryKind.TransferOut(id, receiver, resumeAt),
            counted,
            [new Explanation("family", -Points, "on the way to a member of the family")]
        );
        var transfer = new Transfer(
            id,
            pending.Terms.ProgrammeId,
            familyId,
            pending.Wallet.Id.MemberId,
            pending.Wallet.LedgerKey.Value,
            receiver,
            change.HoldChanges,
            TransferStatus.Sent,
            request.Now
        );
        return new Decision.Accepted(booked) { NewRecords = [transfer] };
    }
}

/// <summary>Sends points, then completes the transfer at once if the stores respond.</summary>
public sealed class SendPointsHandler(IWalletStore wallets, IProgrammes programmes, TransferResumption resumption)
{
    public async Task<TransferOutcome> Handle(SendPoints command, Request request, CancellationToken ct)
    {
        if (await programmes.FindTerms(command.Wallet.ProgrammeId, request.Now, ct) is not { } terms)
            return (
                await wallets.RefuseUnlessBooked(command.Wallet, request, Refusal.NotFound.Programme, ct)
            ).Match<TransferOutcome>(booked: it => new TransferOutcome.Pending(it.Entry), refused: why => why);
        var receiver = await wallets.Find(command.Wallet with { MemberId = command.ToMemberId }, ct);
        var sent = await wallets.Commit(
            command.Wallet,
            request,
            wallet => SendPoints.Decide(wallet, command, receiver, terms, request),
            ct
        );
        return await sent.Match(
            booked: it => TryComplete(command.Wallet, it, request.Now, ct),
            refused: why => Task.FromResult<TransferOutcome>(why)
        );
    }

    private async Task<TransferOutcome> TryComplete(
        WalletId from,
        Outcome.Booked sent,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        try
        {
            var transferId = ((EntryKind.TransferOut)sent.Entry.Kind).TransferId;
            var completion = await resumption.Resume(from, transferId, now, ct);
            return new TransferOutcome.Done(completion!, sent.IsReplayed);
        }
        catch (Exception fault) when (fault is StoreBusyException or StoreUnavailableException)
        {
            // The points are sent. The ledger relay or the hold release resumes the transfer.
            return new TransferOutcome.Pending(sent.Entry);
        }
    }
}
