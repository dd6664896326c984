using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Notifying;
using Points.Domain.Ports;

namespace Points.Cosmos.Notifying;

/// <summary>Notices in Cosmos DB, in the member's partition.</summary>
public sealed class CosmosNotices(CosmosClient client) : INotices
{
    private static readonly DocumentJson Json = DocumentJson.Default;
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public async Task<(Notice Notice, string Version)?> Find(NoticeName name, CancellationToken ct)
    {
        // Other documents of the partition have ids, too, and ids come from callers.
        if (
            !name.NoticeId.StartsWith(Notice.IdPrefix, StringComparison.Ordinal)
            || await _wallets.Read(name.MemberId, name.NoticeId, Json.NoticeDocument, ct) is not { } stored
        )
            return null;
        try
        {
            return (stored.Value.ToNotice(), stored.ETag);
        }
        catch (Exception fault)
            when (fault is ArgumentException or NullReferenceException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"the notice {name.NoticeId} cannot be read: {fault.Message}", fault);
        }
    }

    public async Task<bool> Put(Notice notice, string over, CancellationToken ct)
    {
        var batch = new AtomicBatch(_wallets, notice.Wallet.MemberId);
        batch.Replace(notice.NoticeId, NoticeDocument.From(notice), Json.NoticeDocument, over);
        return (await batch.Send(ct)).IsDone;
    }

    public async Task<IReadOnlyList<Notice>> Of(string memberId, long through, int limit, CancellationToken ct)
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.noticeSince <= @through ORDER BY c.noticeSince DESC"
        )
            .WithParameter("@type", NoticeDocument.TypeName)
            .WithParameter("@through", through);
        var documents = await _wallets.ReadUpTo(limit, query, memberId, Json.PageNoticeDocument, ct);
        return [.. documents.Select(document => document.ToNotice())];
    }
}
