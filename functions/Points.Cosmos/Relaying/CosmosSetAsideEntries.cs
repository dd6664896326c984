using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Actors;

namespace Points.Cosmos.Relaying;

/// <summary>
/// Keeps the documents of the ledger's feed that could not be relayed, so that operators see them and the feed
/// continues. They are in one partition of the settlement container.
/// </summary>
public sealed class CosmosSetAsideEntries(CosmosClient client)
{
    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );

    /// <summary>Sets an entry aside. Adding it again changes nothing.</summary>
    public Task Add(SetAsideEntry entry, CancellationToken ct) =>
        _settlement.TryCreate(
            SetAsideDocument.Partition,
            SetAsideDocument.From(entry),
            DocumentJson.Default.SetAsideDocument,
            ct
        );

    /// <summary>Removes an entry that a later attempt has relayed.</summary>
    public async Task Remove(string memberId, string documentId, Act act, CancellationToken ct)
    {
        var batch = new AtomicBatch(_settlement, SetAsideDocument.Partition);
        batch.Delete(SetAsideEntry.IdOf(memberId, documentId));
        ActDocument.AddTo(batch, act, account: SetAsideDocument.Partition);
        await batch.Send(ct);
    }

    /// <summary>Lists the entries, newest first.</summary>
    /// <param name="before">Lists only what follows this <see cref="SetAsideEntry.SortKey"/>; null for all.</param>
    public async Task<IReadOnlyList<SetAsideEntry>> List(string? before, int limit, CancellationToken ct)
    {
        var documents = await _settlement.ReadNewestFirst(
            limit,
            SetAsideDocument.TypeName,
            before,
            SetAsideDocument.Partition,
            DocumentJson.Default.QueryPageSetAsideDocument,
            ct
        );
        return [.. documents.Select(it => it.ToSetAsideEntry())];
    }
}
