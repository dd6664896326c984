using System.Runtime.CompilerServices;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Reading;
using Points.Domain.Revising;
using Points.Functions.Notifying;
using Points.Functions.Signing;

namespace Points.Functions.Receipts;

/// <summary>
/// The signed evidence of who was notified of a revision. Members are notified while it is read; the last page counts
/// what the pages list, and says whether anybody is missing.
/// </summary>
internal sealed class EvidencePages(
    Announcement change,
    string programmeId,
    IProgrammes programmes,
    IChangeNotifications notifications,
    ILedgerKeys ledgers,
    SigningKeys keys
)
    : SignedPages<NotifiedMember>(
        keys,
        DocumentTypes.Evidence,
        FormattableString.Invariant($"{programmeId}-{change.Revision}-evidence")
    )
{
    private const int MembersAtOnce = 20;

    private readonly Dictionary<int, (long Notices, long Notified)> _counts = [];

    protected override async IAsyncEnumerable<NotifiedMember> ListRows([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var announcement in await ListAnnouncements(ct))
        await foreach (
            var some in notifications
                .ListNotices(programmeId, announcement, ct)
                .Chunk(MembersAtOnce)
                .WithCancellation(ct)
        )
        foreach (var member in await Task.WhenAll(some.Select(notice => FindMember(notice, ct))))
            yield return member;
    }

    protected override async Task<ReadOnlyMemory<byte>> Format(
        PagePlace place,
        IReadOnlyList<NotifiedMember> rows,
        CancellationToken ct
    )
    {
        var texts = new List<NoticeText>();
        var notices = rows.Select(row => Describe(row, texts)).ToArray();
        foreach (var notice in notices)
        {
            var (all, notified) = _counts.GetValueOrDefault(notice.Announcement);
            _counts[notice.Announcement] = (all + 1, notified + (notice.NotifiedAt is null ? 0 : 1));
        }
        var page = new EvidencePage(
            place.Page,
            place.Previous,
            place.IsLast,
            programmeId,
            change.Revision,
            texts,
            notices,
            place.IsLast ? await Summarise(ct) : null
        );
        return ReadableJson.Serialize(page, ReceiptsJson.Default.EvidencePage);
    }

    private async Task<NotifiedMember> FindMember(Notice notice, CancellationToken ct) =>
        new(notice, (await ledgers.Find(notice.Wallet.MemberId, ct))?.Value);

    /// <param name="texts">The texts of the page so far; it gets the notice's text if it is new.</param>
    private static NoticeEvidence Describe(NotifiedMember row, List<NoticeText> texts)
    {
        var (notice, text) = (row.Notice, new NoticeText(row.Notice.Title, row.Notice.Text));
        if (!texts.Contains(text))
            texts.Add(text);
        return new(
            notice.Announcement!.Value,
            row.LedgerKey,
            texts.IndexOf(text),
            notice.At,
            notice.NotifiedAt,
            [.. notice.Channels.Select(channel => DeliveryView.From(notice, channel))],
            [.. notice.Receipts.Select(ReceiptView.From)]
        );
    }

    /// <summary>Those about the revision, as the timetable is now.</summary>
    private async Task<IReadOnlyList<Announcement>> ListAnnouncements(CancellationToken ct) =>
        [.. (await FindTimetable(ct)).Announcements.Where(it => it.Revision == change.Revision)];

    private async Task<EvidenceSummary> Summarise(CancellationToken ct)
    {
        var announcements = new List<AnnouncementEvidence>();
        var isComplete = true;
        foreach (var announcement in await ListAnnouncements(ct))
        {
            var stored = await notifications.Count(programmeId, announcement, ct);
            var (notices, notified) = _counts.GetValueOrDefault(announcement.Number);
            isComplete &= !announcement.IsOpen && notices == stored.NoticesCreated && notified == notices;
            announcements.Add(
                new(
                    announcement.Number,
                    EnumNames.NameOf(announcement.Kind),
                    announcement.EffectiveOn,
                    announcement.At,
                    notices,
                    notified,
                    announcement.IsOpen ? stored.NoticesToCreate : 0,
                    Math.Max(0, (announcement.NoticeCount ?? 0) - stored.NoticesCreated),
                    announcement.CompletedAt,
                    announcement.LastNotifiedAt
                )
            );
        }
        var progress = (await FindTimetable(ct)).Find(change.Revision)!;
        return new(isComplete, progress.EffectiveFrom, progress.WithdrawnAt, announcements);
    }

    private async Task<RevisionTimetable> FindTimetable(CancellationToken ct) =>
        await programmes.FindTimetable(programmeId, ct)
        ?? throw new InvalidDataException($"programme {programmeId} has no timetable any more");
}

/// <param name="LedgerKey">Null if the member's profile is gone.</param>
internal sealed record NotifiedMember(Notice Notice, string? LedgerKey);
