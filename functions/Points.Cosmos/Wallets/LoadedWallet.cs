using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Domain.Ledger;

namespace Points.Cosmos.Wallets;

/// <summary>A wallet as it was read, with what is needed to replace it.</summary>
/// <param name="Stored">The wallet's document.</param>
/// <param name="StoredMoreLots">The second document of its lots; null if one document has them all.</param>
/// <param name="Records">The records of the wallet's member, with those that were read for the decision.</param>
internal sealed record LoadedWallet(
    Wallet Wallet,
    StoredDocument<WalletDocument> Stored,
    StoredDocument<MoreLotsDocument>? StoredMoreLots,
    WalletRecords Records
) : ReadWallet(Wallet)
{
    /// <summary>How often both documents are read when they are of different commits.</summary>
    private const int TornReadsMax = 10;

    /// <param name="showsErased">Whether a wallet is loaded whose member is being erased.</param>
    /// <returns>Null if the member has no wallet in the programme.</returns>
    public static async Task<LoadedWallet?> Load(
        Container container,
        WalletId id,
        CancellationToken ct,
        bool showsErased = false
    )
    {
        for (var read = 0; read < TornReadsMax; read++)
        {
            var stored = await container.Read(
                id.MemberId,
                WalletDocument.IdOf(id.ProgrammeId),
                DocumentJson.Default.WalletDocument,
                ct
            );
            if (stored is null || (stored.Value.Erasing == true && !showsErased))
                return null;
            var document = stored.Value;
            if (document.LedgerKey is null)
            {
                await CosmosLedgerKeys.AddTo(container, id, ct);
                continue;
            }
            var records = new WalletRecords(container, id.MemberId, document.Key);
            var unlisted = document.UnlistedEarlyRefunds ?? await CountUnlistedEarlyRefunds(container, document, ct);
            if (document.MoreLotsSequence is null)
                return new(document.ToWallet(null, unlisted), stored, null, records);

            // The two documents are read one after the other. They are of the same commit only if the sequences match.
            var more = await container.Read(
                id.MemberId,
                MoreLotsDocument.IdOf(id.ProgrammeId),
                DocumentJson.Default.MoreLotsDocument,
                ct
            );
            if (more?.Value.Sequence == document.MoreLotsSequence)
                return new(document.ToWallet(more!.Value, unlisted), stored, more, records);
        }
        throw ConflictRetry.Exhausted();
    }

    public override Task<WalletRecord?> FindRecord(RecordKey key, CancellationToken ct) => Records.Find(key, ct);

    /// <summary>
    /// Counts the early refunds that a wallet does not list, because the wallet does not tell. Also counts those whose
    /// purchase has arrived: a count that is too high costs reads, and is safe. The next commit writes the count.
    /// </summary>
    private static async Task<long> CountUnlistedEarlyRefunds(
        Container container,
        WalletDocument wallet,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition(
            "SELECT VALUE COUNT(1) FROM c WHERE c.type = @type AND c.programmeId = @programmeId"
        )
            .WithParameter("@type", EarlyRefundRecordDocument.TypeName)
            .WithParameter("@programmeId", wallet.ProgrammeId);
        return Math.Max(0, await container.Count(query, ct, wallet.MemberId) - (wallet.Awaited?.Count ?? 0));
    }

    /// <summary>Adds the wallet's new state to a batch, including the document of further lots if it changes.</summary>
    public void Replace(AtomicBatch batch, Wallet next, MaintenanceSchedule schedule)
    {
        var more = MoreLotsDocument.From(next);
        if (more is not null && StoredMoreLots?.Value is { } stored && more.Lots.SequenceEqual(stored.Lots))
            more = stored;
        else if (more is not null)
            batch.Upsert(more, DocumentJson.Default.MoreLotsDocument, StoredMoreLots?.Unknown);
        else if (StoredMoreLots is not null)
            batch.Delete(StoredMoreLots.Value.Id);

        var isErasing = Stored.Value.Erasing == true;
        var document = WalletDocument.From(next, isErasing ? new() : schedule, more?.Sequence) with
        {
            Erasing = isErasing ? true : null,
        };
        batch.Replace(document.Id, document, DocumentJson.Default.WalletDocument, Stored.ETag, Stored.Unknown);
    }
}
