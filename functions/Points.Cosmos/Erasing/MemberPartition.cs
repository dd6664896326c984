using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Sealing;
using Points.Domain.Ledger;

namespace Points.Cosmos.Erasing;

/// <summary>All documents of a member's partition: reads, copies and deletes them.</summary>
internal sealed class MemberPartition(Container wallets, string memberId)
{
    private const int DocumentsPerPage = 100;

    /// <summary>Far below what the store takes at once, so that large documents fit, too.</summary>
    private const int DocumentsPerBatch = 20;

    /// <summary>More pages than a partition can hold.</summary>
    private const int PagesMax = 1_000_000;

    private static readonly DocumentJson Json = DocumentJson.Default;

    public IAsyncEnumerable<JsonElement> ReadAll(CancellationToken ct) =>
        wallets.ReadAll(new("SELECT * FROM c"), DocumentsPerPage, Json.QueryPageJsonElement, ct, memberId);

    /// <summary>Copies the ledger to the partition that its key names. Copies that are there are written again.</summary>
    public async Task CopyLedger(LedgerKey key, CancellationToken ct)
    {
        var (batch, seals) = (new AtomicBatch(wallets, key.Value), DocumentSeals.Of(wallets));
        await foreach (var document in ReadAll(ct))
        {
            if (ErasedLedger.Rewrite(document, key, seals) is not { } moved)
                continue;
            batch.Upsert(moved, Json.JsonElement, unknown: null);
            if (batch.Count < DocumentsPerBatch && !batch.IsHalfFull)
                continue;
            await Send(batch, ct);
            batch = new(wallets, key.Value);
        }
        if (batch.Count > 0)
            await Send(batch, ct);
    }

    /// <summary>Deletes documents.</summary>
    /// <param name="isKept">Which stay.</param>
    public async Task Delete(Func<JsonElement, bool> isKept, CancellationToken ct)
    {
        for (var page = 0; page < PagesMax; page++)
        {
            var ids = await ReadAll(ct)
                .Where(document => !isKept(document))
                .Select(document => ErasedLedger.TextOf(document, "id")!)
                .Take(DocumentsPerPage)
                .ToArrayAsync(ct);
            await Delete(ids, ct);
            if (ids.Length < DocumentsPerPage)
                return;
        }
    }

    /// <summary>Deletes a document; does nothing if there is none.</summary>
    public async Task Delete(string id, CancellationToken ct)
    {
        var batch = new AtomicBatch(wallets, memberId);
        batch.Delete(id);
        await batch.Send(ct);
    }

    /// <summary>Deletes together what nobody else deletes at the same time, and otherwise one by one.</summary>
    private async Task Delete(string[] ids, CancellationToken ct)
    {
        var batch = new AtomicBatch(wallets, memberId);
        foreach (var id in ids)
            batch.Delete(id);
        if (ids.Length == 0 || (await batch.Send(ct)).IsSuccess)
            return;
        foreach (var id in ids)
            await Delete(id, ct);
    }

    private static async Task Send(AtomicBatch batch, CancellationToken ct)
    {
        var result = await batch.Send(ct);
        if (!result.IsSuccess)
            throw new InvalidOperationException($"the store refused to move a ledger with {result.Status}");
    }
}
