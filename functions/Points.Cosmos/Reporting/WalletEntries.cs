using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Relaying;
using Points.Cosmos.Sealing;
using Points.Domain.Ledger;

namespace Points.Cosmos.Reporting;

/// <summary>Reads the entries of one wallet that follow a number.</summary>
internal sealed class WalletEntries(CosmosClient client)
{
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    /// <returns>
    /// Oldest first, at most <paramref name="limit"/>, up to the first that cannot be read; and whether there is one.
    /// </returns>
    public async Task<(IReadOnlyList<LedgerEntry> Entries, bool HasUnreadable)> ReadAfter(
        WalletId wallet,
        long sequence,
        int limit,
        CancellationToken ct
    )
    {
        var entries = new List<LedgerEntry>();
        foreach (
            var document in await ReadDocuments(wallet, sequence, limit, EntryDocument.TypeName, ct)
                is { Count: > 0 } found
                ? found
                : await ReadDocuments(wallet, sequence, limit, EntryDocument.ErasedTypeName, ct)
        )
            try
            {
                if (LedgerFeed.ReadAnyEntry(document, DocumentSeals.Of(_wallets)) is var (_, entry))
                    entries.Add(entry);
            }
            catch (InvalidDataException)
            {
                return (entries, HasUnreadable: true);
            }
        return (entries, HasUnreadable: false);
    }

    /// <summary>The entries of an erased member have a type of their own, and are alone in their partition.</summary>
    private Task<IReadOnlyList<JsonElement>> ReadDocuments(
        WalletId wallet,
        long sequence,
        int limit,
        string type,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.programmeId = @programmeId AND c.sequence > @after "
                + "ORDER BY c.sequence"
        )
            .WithParameter("@type", type)
            .WithParameter("@programmeId", wallet.ProgrammeId)
            .WithParameter("@after", sequence);
        return _wallets.ReadUpTo(limit, query, wallet.MemberId, DocumentJson.Default.QueryPageJsonElement, ct);
    }
}
