using Points.Domain.Ledger;
using Points.Functions.Wallets;

namespace Points.Functions.Receipts;

/// <summary>What a receipt says: an entry as its member sees it, and where it is in the ledger's hash chain.</summary>
/// <param name="Ledger">The name of the ledger in anchors, which are public.</param>
/// <param name="Sequence">The number of the entry in its ledger, from 1.</param>
/// <param name="PreviousHash">The hash of the entry before, which the entry's own hash covers.</param>
internal sealed record EntryReceipt(
    string MemberId,
    string ProgrammeId,
    string Ledger,
    long Sequence,
    string PreviousHash,
    EntryView Entry
)
{
    /// <param name="before">The entry before; null for a ledger's first.</param>
    public static EntryReceipt From(Wallet wallet, LedgerEntry entry, LedgerEntry? before)
    {
        var genesis = HashChain.Genesis(wallet.Id, wallet.LedgerKey);
        return new(
            wallet.Id.MemberId,
            wallet.Id.ProgrammeId,
            // Entries from before ledgers had keys are anchored under the genesis of their chain.
            entry.LedgerKey
                is { } key
                ? HashChain.NameOf(key, wallet.Id.ProgrammeId)
                : genesis,
            entry.Sequence,
            before?.Hash ?? genesis,
            EntryView.From(entry, showsClient: false)
        );
    }
}
