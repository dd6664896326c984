using Points.Domain.Families;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Stocking;

namespace Points.Domain.Erasing;

/// <summary>Ends wallets of members who are being erased.</summary>
/// <param name="wallets">A store that shows these wallets. Others hide them.</param>
/// <param name="transfers">Completes transfers of these wallets.</param>
public sealed class WalletEnding(
    IWalletStore wallets,
    IProgrammes programmes,
    TransferResumption transfers,
    StockReturns returns
)
{
    /// <summary>
    /// Completes the transfers that the member has sent, and ends the wallet. Returns the pieces that the member held
    /// to their stock. Does nothing if the wallet has ended, or is gone.
    /// </summary>
    /// <exception cref="InvalidOperationException">The programme has no terms in force.</exception>
    public async Task End(WalletId id, DateTimeOffset now, CancellationToken ct)
    {
        if (await wallets.Find(id, ct) is not { } wallet)
            return;
        foreach (var transfer in wallet.Holds.OfType<Hold.InTransit>())
            await transfers.Resume(id, transfer.HoldId, now, ct);
        var terms =
            await programmes.FindTerms(id.ProgrammeId, now, ct)
            ?? throw new InvalidOperationException($"the programme {id.ProgrammeId} has no terms in force");
        var request = EndWallet.RequestFor(id, now);
        var held = wallet.Holds.OfType<Hold.ForReward>().Select(hold => hold.HoldId).ToArray();
        var marked = await returns.Mark(id.MemberId, held, now, ct);
        var outcome = await wallets.Commit(
            id,
            request,
            (it, records) => EndWallet.Decide(it, records, terms, request),
            ct
        );
        await returns.Finish(id.MemberId, marked, outcome, now, ct);
    }
}
