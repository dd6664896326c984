using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Reading;
using Points.Domain.Revising;

namespace Points.Cosmos.Programmes;

/// <summary>
/// Records in wallets in Cosmos DB which announcements members were notified of. Each wallet has a sortable text: its
/// programme's id, then the number of the newest announcement that its member was notified of. So one range query finds
/// all members who are still to be notified (decision 17).
/// </summary>
public sealed class CosmosChangeNotifications(CosmosClient client) : IChangeNotifications
{
    private const int WalletsPerPage = 200;
    private const int NoticesPerPage = 100;
    private const int ProfilesAtOnce = 20;

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

    /// <remarks>One batch, without reading the wallet. Its condition fails if the member was notified before.</remarks>
    public async Task<bool> RecordNotice(Notice notice, int? revision, CancellationToken ct)
    {
        var (wallet, announcement) = (
            notice.Wallet,
            notice.Announcement ?? throw new ArgumentException("the notice has no announcement", nameof(notice))
        );
        var announcementKey = ProgrammeNumberKey.Format(wallet.ProgrammeId, announcement);
        var properties = new List<(string, ReadOnlyMemory<byte>)>
        {
            ("/told", ReadableJson.Serialize(announcementKey, DocumentJson.Default.String)),
        };
        if (revision is { } announcedRevision)
            properties.Add(
                (
                    $"/tellings/{ChangeNotificationDocument.KeyOf(announcement)}",
                    ReadableJson.Serialize(
                        ChangeNotificationDocument.From(new(announcement, announcedRevision, notice.At)),
                        DocumentJson.Default.ChangeNotificationDocument
                    )
                )
            );

        var batch = new AtomicBatch(_wallets, wallet.MemberId);
        batch.Create(NoticeDocument.From(notice), DocumentJson.Default.NoticeDocument);
        // The condition also fails for a member who joined after the announcement: the wallet began with its number.
        // Ids contain no quotes, so the condition is safe.
        batch.SetIf(WalletDocument.IdOf(wallet.ProgrammeId), $"c.told < '{announcementKey}'", [.. properties]);
        try
        {
            return (await batch.Send(ct)).IsSuccess;
        }
        catch (InvalidOperationException)
        {
            // A patch cannot add to a dictionary that is missing. If there is another cause, it throws again.
            await FillInMissingMembers(wallet, ct);
            return (await batch.Send(ct)).IsSuccess;
        }
    }

    /// <summary>Writes a wallet as it is read. Another write that comes first fills in the members, too.</summary>
    private async Task FillInMissingMembers(WalletId wallet, CancellationToken ct)
    {
        var (id, type) = (WalletDocument.IdOf(wallet.ProgrammeId), DocumentJson.Default.WalletDocument);
        if (await _wallets.Read(wallet.MemberId, id, type, ct) is not { } stored)
            return;
        var batch = new AtomicBatch(_wallets, wallet.MemberId);
        batch.Replace(id, stored.Value, type, stored.ETag, stored.Unknown);
        await batch.Send(ct);
    }

    public async IAsyncEnumerable<Notice> ListNotices(
        string programmeId,
        Announcement announcement,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (
            var notice in _wallets.ReadAll(
                QueryAnnouncement("SELECT *", "announcement", programmeId, announcement),
                NoticesPerPage,
                DocumentJson.Default.QueryPageNoticeDocument,
                ct
            )
        )
            yield return notice.ToNotice();
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

    public async Task<StoredNoticeCounts> Count(string programmeId, Announcement announcement, CancellationToken ct)
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

    public async Task<AddressSample> SampleAddresses(string programmeId, CancellationToken ct)
    {
        // Partitions are in the order of their hashes, so the first wallets are as good a sample as any.
        var query = QueryBelow("SELECT *", "told", programmeId, 0, RevisionTimetable.AnnouncementsMax + 1);
        var memberIds = new List<string>();
        await foreach (var wallet in ReadWallets(query, ct))
        {
            memberIds.Add(wallet.MemberId);
            if (memberIds.Count > AddressSample.MembersMax)
                break;
        }
        var withoutPhone = 0;
        foreach (var some in memberIds.Take(AddressSample.MembersMax).Chunk(ProfilesAtOnce))
            withoutPhone += (await Task.WhenAll(some.Select(memberId => HasPhone(memberId, ct)))).Count(has => !has);
        return new(
            Math.Min(memberIds.Count, AddressSample.MembersMax),
            memberIds.Count <= AddressSample.MembersMax,
            withoutPhone
        );
    }

    private async Task<bool> HasPhone(string memberId, CancellationToken ct) =>
        (await _wallets.Read(memberId, MemberDocument.SingletonId, DocumentJson.Default.MemberDocument, ct))
            is { Value.Phone: not null };

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

    /// <summary>Selects wallets of a programme by the number in a field.</summary>
    /// <param name="field">A field with a <see cref="ProgrammeNumberKey"/>.</param>
    /// <param name="from">The lowest number to select.</param>
    /// <param name="below">The number after the highest to select.</param>
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
