using Points.Domain.Actors;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Complaining;

/// <summary>A member complains about a redemption or an entry of a wallet.</summary>
/// <param name="RedemptionId">Null if it is about an entry.</param>
/// <param name="EntryId">Null if it is about a redemption.</param>
public sealed record RaiseComplaint(WalletId Wallet, string? RedemptionId, string? EntryId, string Text)
{
    public string Fingerprint() =>
        new Digest()
            .Add("raise-complaint")
            .Add(Wallet.MemberId)
            .Add(Wallet.ProgrammeId)
            .Add(RedemptionId)
            .Add(EntryId)
            .Add(Text)
            .ToString();

    internal Complaint Decide(Wallet wallet, ProgrammeTerms terms, Request request)
    {
        var (answerBy, dueAt) = Complaint.FindDue(terms, request.Now);
        return new(
            Complaint.IdOf(request.EntryIdIn(wallet.LedgerKey)),
            Wallet,
            RedemptionId,
            EntryId,
            Text,
            wallet.LedgerKey.Value,
            request.FingerprintIn(wallet.LedgerKey),
            request.Now,
            request.By!.ToActedBy(),
            answerBy,
            dueAt
        )
        {
            ReminderDueAt = dueAt - Complaint.ReminderAhead,
        };
    }
}

/// <summary>
/// Stores complaints. A frozen member can complain, too. A repeat of a request gets the complaint as it was raised.
/// </summary>
public sealed class RaiseComplaintHandler(
    IComplaints complaints,
    IWalletStore wallets,
    ILedger ledger,
    IProgrammes programmes
)
{
    public async Task<ComplaintOutcome> Handle(RaiseComplaint command, Request request, CancellationToken ct)
    {
        if (await programmes.FindTerms(command.Wallet.ProgrammeId, request.Now, ct) is not { } terms)
            return Refusal.NotFound.Programme;
        if (await wallets.Find(command.Wallet, ct) is not { } wallet)
            return new Refusal.MemberNotEnrolled();
        var raised = command.Decide(wallet, terms, request);
        if (await FindRaised(raised, ct) is { } repeated)
            return repeated;
        if (await FindRefusal(command, ct) is { } refusal)
            return refusal;
        var act = new Act(ActKind.ComplaintRaised, request.Now, request.By!)
        {
            LedgerKey = raised.LedgerKey,
            ProgrammeId = command.Wallet.ProgrammeId,
            ComplaintId = raised.ComplaintId,
        };
        return await complaints.TryAdd(raised, act, ct)
            ? new ComplaintOutcome.Recorded(raised, IsReplayed: false)
            : await FindRaised(raised, ct)
                ?? throw new StoreUnavailableException("the complaint exists but cannot be read yet");
    }

    /// <returns>Null if the request has raised no complaint yet.</returns>
    private async Task<ComplaintOutcome?> FindRaised(Complaint raised, CancellationToken ct)
    {
        if (await complaints.Find(raised.Wallet.MemberId, raised.ComplaintId, ct) is not var (stored, _))
            return null;
        return stored.Fingerprint == raised.Fingerprint
            ? new ComplaintOutcome.Recorded(stored with { Answer = null }, IsReplayed: true)
            : new Refusal.IdempotencyKeyReused();
    }

    private async Task<Refusal?> FindRefusal(RaiseComplaint command, CancellationToken ct)
    {
        var (memberId, programmeId) = (command.Wallet.MemberId, command.Wallet.ProgrammeId);
        if (
            command.RedemptionId is { } redemptionId
            && (await wallets.FindRedemption(memberId, redemptionId, ct))?.ProgrammeId != programmeId
        )
            return new Refusal.NotFound("redemption");
        if (command.EntryId is { } entryId && (await ledger.Find(memberId, entryId, ct))?.Wallet != command.Wallet)
            return new Refusal.NotFound("entry");
        return await complaints.CountOpen(memberId, ct) >= ComplaintTerms.OpenMax
            ? new Refusal.LimitReached($"{ComplaintTerms.OpenMax} complaints of the member are open")
            : null;
    }
}
