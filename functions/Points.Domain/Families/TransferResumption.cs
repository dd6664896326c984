using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Families;

/// <summary>Completes a transfer from the step at which it stopped. Calling it again has no further effect.</summary>
public sealed class TransferResumption(IWalletStore wallets, ILedgerKeys ledgers, IProgrammes programmes)
{
    /// <param name="from">The sender's wallet.</param>
    /// <returns>The sender's completion entry; null if there is no such transfer.</returns>
    /// <exception cref="StoreBusyException">A store throttles; resuming again is safe.</exception>
    /// <exception cref="StoreUnavailableException">A store does not respond; resuming again is safe.</exception>
    public async Task<LedgerEntry?> Resume(WalletId from, string transferId, DateTimeOffset now, CancellationToken ct)
    {
        if (await wallets.FindRecord(from.MemberId, new RecordKey.Transfer(transferId), ct) is not Transfer transfer)
            return null;
        var terms = await FindTerms(from, now, ct);
        var receiver = await ledgers.ResolveMember(transfer.Receiver, ct);
        var arrival = TransferSteps.ArrivalRequest(transferId, now);
        var arrived = EntryOf(
            await wallets.Commit(
                new(receiver, from.ProgrammeId),
                arrival,
                wallet => TransferSteps.DecideArrival(wallet, transfer, terms, arrival),
                ct
            )
        );
        var isAccepted = ((EntryKind.TransferIn)arrived.Kind).IsAccepted;
        var completion = TransferSteps.CompletionRequest(transferId, now);
        return EntryOf(
            await wallets.Commit(
                from,
                completion,
                wallet => TransferSteps.DecideCompletion(wallet, transfer, isAccepted, terms, completion),
                ct
            )
        );
    }

    private async Task<ProgrammeTerms> FindTerms(WalletId wallet, DateTimeOffset now, CancellationToken ct) =>
        await programmes.FindTerms(wallet.ProgrammeId, now, ct)
        ?? throw new InvalidOperationException($"the programme of wallet {wallet} has no terms in force");

    /// <summary>Wallets are never removed and the two steps refuse nothing, so a refusal is a bug.</summary>
    private static LedgerEntry EntryOf(Outcome outcome) =>
        outcome.Match(
            booked: it => it.Entry,
            refused: why => throw new InvalidOperationException($"a step of a sent transfer was refused: {why}")
        );
}
