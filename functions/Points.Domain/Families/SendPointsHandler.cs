using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Families;

/// <summary>Carries points from one member of a family to another.</summary>
public sealed class SendPointsHandler(IWalletStore wallets, IProgrammes programmes)
{
    public async Task<TransferOutcome> Handle(SendPoints command, Request request, CancellationToken ct)
    {
        if (await programmes.FindTerms(command.Wallet.ProgrammeId, request.Now, ct) is not { } terms)
            return (
                await wallets.RefuseUnlessBooked(command.Wallet, request, Refusal.NotFound.Programme, ct)
            ).Match<TransferOutcome>(it => new TransferOutcome.Pending(it.Entry), why => why);
        var receiver = (await wallets.Find(command.Wallet with { MemberId = command.ToMemberId }, ct))?.Facts;
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

    /// <summary>Carries a transfer on from wherever it stopped. It ends the same, however often that is done.</summary>
    /// <returns>The entry with which it ended at the sender; null if there is no such transfer.</returns>
    public async Task<LedgerEntry?> Resume(WalletId from, string transferId, DateTimeOffset now, CancellationToken ct)
    {
        if (await wallets.FindRecord(from.MemberId, new RecordKey.Transfer(transferId), ct) is not Transfer transfer)
            return null;
        var terms = await TermsOf(from, now, ct);
        var (arrival, end) = (
            TransferSteps.ArrivalRequest(transferId, now),
            TransferSteps.CompletionRequest(transferId, now)
        );
        var arrived = EntryOf(
            await wallets.Commit(
                transfer.To,
                arrival,
                wallet => TransferSteps.DecideArrival(wallet, transfer, terms, arrival),
                ct
            )
        );
        var isTaken = ((EntryKind.TransferIn)arrived.Kind).IsAccepted;
        return EntryOf(
            await wallets.Commit(
                from,
                end,
                wallet => TransferSteps.DecideCompletion(wallet, transfer, isTaken, terms, end),
                ct
            )
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
            var ended = await Resume(from, ((EntryKind.TransferOut)sent.Entry.Kind).TransferId, now, ct);
            return new TransferOutcome.Done(ended!, sent.IsReplayed);
        }
        catch (Exception fault) when (fault is StoreBusyException or StoreUnavailableException)
        {
            return new TransferOutcome.Pending(sent.Entry); // It is on its way, and is carried on.
        }
    }

    private async Task<ProgrammeTerms> TermsOf(WalletId wallet, DateTimeOffset now, CancellationToken ct) =>
        await programmes.FindTerms(wallet.ProgrammeId, now, ct)
        ?? throw new InvalidOperationException($"wallet {wallet} is of no programme");

    /// <summary>Nobody who has a wallet loses it, and the steps refuse nothing: what is no entry is a fault.</summary>
    private static LedgerEntry EntryOf(Outcome outcome) =>
        outcome.Match(
            booked: it => it.Entry,
            refused: why => throw new InvalidOperationException($"a transfer under way was refused: {why}")
        );
}

/// <summary>What became of a transfer.</summary>
public abstract record TransferOutcome
{
    private TransferOutcome() { }

    /// <param name="Entry">With which it ended at the sender: the points arrived, or are the sender's again.</param>
    public sealed record Done(LedgerEntry Entry, bool IsReplayed) : TransferOutcome;

    /// <summary>The receiver's side is yet to come.</summary>
    /// <param name="Entry">With which the points were sent.</param>
    public sealed record Pending(LedgerEntry Entry) : TransferOutcome;

    public sealed record Refused(Refusal Refusal) : TransferOutcome;

    public static implicit operator TransferOutcome(Refusal refusal) => new Refused(refusal);

    public T Match<T>(Func<Done, T> done, Func<Pending, T> pending, Func<Refusal, T> refused) =>
        this switch
        {
            Done outcome => done(outcome),
            Pending outcome => pending(outcome),
            Refused outcome => refused(outcome.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is no outcome of a transfer"),
        };
}
