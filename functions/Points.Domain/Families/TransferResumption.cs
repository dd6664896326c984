using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Families;

/// <summary>Completes a transfer from the step at which it stopped. Calling it again has no further effect.</summary>
/// <param name="wallets">Where points arrive: a member who is being erased receives none.</param>
/// <param name="senders">
/// Where transfers complete. To a store that hides them, senders who are being erased have no wallet: their erasure
/// completes their transfers.
/// </param>
public sealed class TransferResumption(
    IWalletStore wallets,
    IWalletStore senders,
    ILedgerKeys ledgers,
    IProgrammes programmes
)
{
    /// <param name="from">The sender's wallet.</param>
    /// <returns>The sender's completion entry; null if there is no such transfer, or no such sender.</returns>
    /// <exception cref="StoreBusyException">A store throttles; resuming again is safe.</exception>
    /// <exception cref="StoreUnavailableException">A store does not respond; resuming again is safe.</exception>
    public async Task<LedgerEntry?> Resume(WalletId from, string transferId, DateTimeOffset now, CancellationToken ct)
    {
        if (await wallets.FindRecord(from.MemberId, new RecordKey.Transfer(transferId), ct) is not Transfer transfer)
            return null;
        var terms = await FindTerms(from, now, ct);
        var receiver = await ledgers.ResolveMember(transfer.Receiver, ct);
        var arrival = TransferSteps.ArrivalRequest(transferId, now);
        var isAccepted = IsAccepted(
            await wallets.Commit(
                new(receiver, from.ProgrammeId),
                arrival,
                wallet => TransferSteps.DecideArrival(wallet, transfer, terms, arrival),
                ct
            )
        );
        var completion = TransferSteps.CompletionRequest(transferId, now);
        return EntryOf(
            await senders.Commit(
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

    /// <summary>
    /// A receiver who is being erased, or was, never accepts anything any more: nobody enrols under the same key.
    /// </summary>
    private static bool IsAccepted(Outcome arrival) =>
        EntryOf(arrival)?.Kind is EntryKind.TransferIn { IsAccepted: true };

    /// <summary>
    /// Wallets are removed only by erasures, and the two steps refuse nothing: another refusal is a bug.
    /// </summary>
    /// <returns>Null if there is no such wallet.</returns>
    private static LedgerEntry? EntryOf(Outcome outcome) =>
        outcome.Match<LedgerEntry?>(
            booked: it => it.Entry,
            refused: why =>
                why is Refusal.MemberNotEnrolled
                    ? null
                    : throw new InvalidOperationException($"a step of a sent transfer was refused: {why}")
        );
}
