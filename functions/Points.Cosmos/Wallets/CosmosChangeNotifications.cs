using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Reading;
using Points.Domain.Revising;

namespace Points.Cosmos.Wallets;

/// <summary>
/// What members were told, in their wallets in Cosmos DB: each wallet has the number of the newest announcement, with the
/// programme before it, so that one range of one index is all who are still to be told.
/// </summary>
public sealed class CosmosChangeNotifications(CosmosClient client) : IChangeNotifications
{
    private const int WalletsPerPage = 200;

    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public IAsyncEnumerable<WalletId> FindWalletsWithoutNotice(
        string programmeId,
        Announcement announcement,
        CancellationToken ct
    ) => ReadWallets(QueryBelow("SELECT *", "told", programmeId, announcement.ChangeNumber, announcement.Number), ct);

    public IAsyncEnumerable<WalletId> FindWalletsBeforeRevision(
        string programmeId,
        int revision,
        CancellationToken ct
    ) => ReadWallets(QueryBelow("SELECT *", "under", programmeId, 0, revision), ct);

    /// <summary>One batch, and the wallet is not read: the notice is there already where the member was told before.</summary>
    public async Task<bool> RecordNotice(Notice notice, int? revision, CancellationToken ct)
    {
        var (wallet, number) = (
            notice.Wallet,
            notice.Announcement ?? throw new ArgumentException("it is of no announcement", nameof(notice))
        );
        var told = ProgrammeNumberKey.Format(wallet.ProgrammeId, number);
        var noted = new List<(string, ReadOnlyMemory<byte>)>
        {
            ("/told", ReadableJson.Serialize(told, DocumentJson.Default.String)),
        };
        if (revision is { } coming)
            noted.Add(
                (
                    $"/tellings/{ChangeNotificationDocument.KeyOf(number)}",
                    ReadableJson.Serialize(
                        ChangeNotificationDocument.From(new(number, coming, notice.At)),
                        DocumentJson.Default.ChangeNotificationDocument
                    )
                )
            );

        var batch = new AtomicBatch(_wallets, wallet.MemberId);
        batch.Create(NoticeDocument.From(notice), DocumentJson.Default.NoticeDocument);
        // Who enrolled meanwhile has accepted it. Ids have no quotes in them.
        batch.SetIf(WalletDocument.IdOf(wallet.ProgrammeId), $"c.told < '{told}'", [.. noted]);
        return (await batch.Send(ct)).IsSuccess;
    }

    public async Task<bool> HasUndelivered(string programmeId, Announcement announcement, CancellationToken ct)
    {
        await foreach (
            var _ in _wallets.ReadAll(
                QueryAnnouncement("SELECT *", "undelivered", programmeId, announcement),
                1,
                DocumentJson.Default.QueryPageNotifiedNotice,
                ct
            )
        )
            return true;
        return false;
    }

    public async Task<DateTimeOffset?> FindLastNotifiedAt(
        string programmeId,
        Announcement announcement,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.announcement = @announcement ORDER BY c.notifiedAt DESC"
        ).WithParameter("@announcement", ProgrammeNumberKey.Format(programmeId, announcement.Number));
        await foreach (var last in _wallets.ReadAll(query, 1, DocumentJson.Default.QueryPageNotifiedNotice, ct))
            return StoredTime.FromSeconds(last.NotifiedAt);
        return null;
    }

    public async Task<ChangeNotificationCounts> Count(
        string programmeId,
        Announcement announcement,
        CancellationToken ct
    )
    {
        const string Count = "SELECT VALUE COUNT(1)";
        return new(
            await _wallets.Count(
                QueryBelow(Count, "told", programmeId, announcement.ChangeNumber, announcement.Number),
                ct
            ),
            await _wallets.Count(QueryAnnouncement(Count, "announcement", programmeId, announcement), ct),
            await _wallets.Count(QueryAnnouncement(Count, "undelivered", programmeId, announcement), ct)
        );
    }

    private async IAsyncEnumerable<WalletId> ReadWallets(
        QueryDefinition query,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (
            var wallet in _wallets.ReadAll(query, WalletsPerPage, DocumentJson.Default.QueryPageWalletReference, ct)
        )
            yield return new(wallet.MemberId, wallet.ProgrammeId);
    }

    /// <summary>Wallets of a programme whose number is not there yet.</summary>
    private static QueryDefinition QueryBelow(string select, string field, string programmeId, int from, int below) =>
        new QueryDefinition($"{select} FROM c WHERE c.{field} >= @from AND c.{field} < @below")
            .WithParameter("@from", ProgrammeNumberKey.Format(programmeId, from))
            .WithParameter("@below", ProgrammeNumberKey.Format(programmeId, below));

    private static QueryDefinition QueryAnnouncement(
        string select,
        string field,
        string programmeId,
        Announcement announcement
    ) =>
        new QueryDefinition($"{select} FROM c WHERE c.{field} = @announcement").WithParameter(
            "@announcement",
            ProgrammeNumberKey.Format(programmeId, announcement.Number)
        );
}
