using Points.Domain.Programmes.Revisions;
using Points.Domain.Revising;

namespace Points.Domain.Notifying;

/// <summary>
/// Completes an announcement once every member is notified; the change then has its effective day (law L2). The
/// delivery of the last notice and the job <c>ChangeNotices</c> both try it, and either is enough.
/// </summary>
public sealed class AnnouncementCompletion(
    IProgrammes programmes,
    IChangeNotifications changeNotifications,
    InstanceLag lag
)
{
    /// <returns>Whether this call completed the announcement.</returns>
    public async Task<bool> TryComplete(string programmeId, int number, DateTimeOffset now, CancellationToken ct)
    {
        if (
            FindOpen(await programmes.FindTimetable(programmeId, ct), number) is not { } announcement
            || announcement.At + lag.Max > now
        )
            return false;
        // The cheapest check comes first: most calls end here, as some notice still waits for delivery.
        if (await changeNotifications.HasUndelivered(programmeId, announcement, ct))
            return false;
        await foreach (var _ in changeNotifications.FindWalletsWithoutNotice(programmeId, announcement, ct))
            return false;
        // Check again: another run may have created a notice since the first check.
        if (await changeNotifications.HasUndelivered(programmeId, announcement, ct))
            return false;
        // With no member to notify, the announcement counts from the moment it was made.
        var lastNotifiedAt =
            await changeNotifications.FindLastNotifiedAt(programmeId, announcement, ct) ?? announcement.At;
        var noticeCount = (await changeNotifications.Count(programmeId, announcement, ct)).NoticesCreated;
        var revision =
            await programmes.FindRevision(programmeId, announcement.Revision, ct)
            ?? throw new InvalidDataException($"{programmeId} has no revision {announcement.Revision}");
        var terms = revision.ReadTerms();
        return await programmes.UpdateTimetable(
            programmeId,
            it =>
                FindOpen(it, number) is null
                    ? null
                    : it.CompleteAnnouncement(number, lastNotifiedAt, noticeCount, terms, now),
            act: null,
            ct
        )
            is not null;
    }

    private static Announcement? FindOpen(RevisionTimetable? timetable, int number) =>
        timetable?.OpenAnnouncements.FirstOrDefault(it => it.Number == number);
}
