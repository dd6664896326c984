using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;

namespace Points.Cosmos.Wallets;

/// <summary>A wallet as it was read, with what is needed to replace it.</summary>
internal sealed record LoadedWallet(Wallet Wallet, string ETag, MoreLotsDocument? MoreLots)
{
    private const int TornReadsMax = 10;

    /// <returns>Null if the member has no wallet in the programme.</returns>
    public static async Task<LoadedWallet?> Load(Container container, WalletId id, CancellationToken ct)
    {
        for (var read = 0; read < TornReadsMax; read++)
        {
            var stored = await container.Read(
                id.MemberId,
                WalletDocument.IdOf(id.ProgrammeId),
                DocumentJson.Default.WalletDocument,
                ct
            );
            if (stored is null)
                return null;
            var document = stored.Value;
            if (document.MoreLotsSequence is null)
                return new(document.ToWallet(null), stored.ETag, null);

            // Two documents are two reads: the second is of the same wallet only if it bears the sequence the first names.
            var more = await container.Read(
                id.MemberId,
                MoreLotsDocument.IdOf(id.ProgrammeId),
                DocumentJson.Default.MoreLotsDocument,
                ct
            );
            if (more?.Value.Sequence == document.MoreLotsSequence)
                return new(document.ToWallet(more!.Value), stored.ETag, more.Value);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <summary>Adds the wallet's replacement to a batch, its further lots where it has or had any.</summary>
    public void Replace(AtomicBatch batch, Wallet next, MaintenanceSchedule schedule)
    {
        var more = MoreLotsDocument.From(next);
        if (more is not null && MoreLots is not null && more.Lots.SequenceEqual(MoreLots.Lots))
            more = MoreLots;
        else if (more is not null)
            batch.Upsert(more, DocumentJson.Default.MoreLotsDocument);
        else if (MoreLots is not null)
            batch.Delete(MoreLots.Id);

        var document = WalletDocument.From(next, schedule, more?.Sequence);
        batch.Replace(document.Id, document, DocumentJson.Default.WalletDocument, ETag);
    }
}
