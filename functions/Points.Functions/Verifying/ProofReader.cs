using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Verifying;

namespace Points.Functions.Verifying;

/// <summary>Reads pages of the proof of a ledger: first its entries, then its records.</summary>
public sealed class ProofReader(IStoredLedgers ledgers, IWalletStore wallets, IProgrammes programmes)
{
    /// <returns>Null if there is no such wallet, or the position of the records is not valid.</returns>
    internal async Task<LedgerProof?> Read(WalletId id, ProofRequest asked, CancellationToken ct)
    {
        // Before its entries: they never change, and those that follow are left to the next proof.
        if (await wallets.Find(id, ct) is not { } wallet)
            return null;
        var tiers = await programmes.FindTiers(wallet, ct);
        if (asked.IsOfRecords)
            return await ledgers.ReadRecords(id, asked.Position, asked.Limit, ct) is var (records, position)
                ? LedgerProof.Of(
                    wallet,
                    [],
                    records,
                    tiers,
                    position is null ? null : ProofRequest.CursorOfRecords(position)
                )
                : null;
        var entries = await ledgers.ReadEntries(id, asked.After, wallet.Sequence, asked.Limit, ct);
        var next =
            entries is [.., var last] && last.Sequence < wallet.Sequence
                ? ProofRequest.CursorAfterEntry(last.Sequence)
                : ProofRequest.CursorOfRecords(position: null);
        return LedgerProof.Of(wallet, entries, [], tiers, next);
    }
}
