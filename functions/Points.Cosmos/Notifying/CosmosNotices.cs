using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Notifying;

namespace Points.Cosmos.Notifying;

/// <summary>Stores notices in Cosmos DB, each in its member's partition.</summary>
public sealed class CosmosNotices(CosmosClient client) : INotices
{
    private static readonly DocumentJson Json = DocumentJson.Default;
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public async Task<(Notice Notice, string Version)?> Find(NoticeKey key, CancellationToken ct)
    {
        // The id comes from a caller: it must not find another kind of document in the partition.
        if (
            !key.NoticeId.StartsWith(Notice.IdPrefix, StringComparison.Ordinal)
            || await _wallets.Read(key.MemberId, key.NoticeId, Json.NoticeDocument, ct) is not { } stored
        )
            return null;
        try
        {
            return (stored.Value.ToNotice(), stored.ETag);
        }
        catch (Exception fault)
            when (fault is ArgumentException or NullReferenceException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"notice {key.NoticeId} cannot be read: {fault.Message}", fault);
        }
    }

    public Task<bool> TryReplace(Notice notice, string expectedVersion, CancellationToken ct) =>
        _wallets.TryReplace(
            notice.Wallet.MemberId,
            notice.NoticeId,
            expectedVersion,
            NoticeDocument.From(notice),
            Json.NoticeDocument,
            ct
        );

    public async Task<IReadOnlyList<Notice>> List(
        string memberId,
        long throughMicroseconds,
        int limit,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.noticeSince <= @through ORDER BY c.noticeSince DESC"
        )
            .WithParameter("@type", NoticeDocument.TypeName)
            .WithParameter("@through", throughMicroseconds);
        var documents = await _wallets.ReadUpTo(limit, query, memberId, Json.QueryPageNoticeDocument, ct);
        return [.. documents.Select(document => document.ToNotice())];
    }
}
