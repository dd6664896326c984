using Points.Domain.Programmes.Revisions;
using Points.Domain.Revising;

namespace Points.Domain.Notifying;

/// <summary>
/// Says that everyone has been notified of an announcement, as soon as that is so: a change then has its day (law L2).
/// Whoever delivers the last notice asks, and so does the job that tells; one of them is enough.
/// </summary>
public sealed class AnnouncementCompletion(
    IProgrammes programmes,
    IChangeNotifications changeNotifications,
    InstanceLag lag
)
{
    /// <returns>Whether this call found it, and has written it down.</returns>
    public async Task<bool> TryComplete(string programmeId, int number, DateTimeOffset now, CancellationToken ct)
    {
        // Mostly somebody waits for a notice: that takes one look.
        if (
            FindOpen(await programmes.FindTimetable(programmeId, ct), number) is not { } announcement
            || announcement.At + lag.Max > now
        )
            return false;
        if (await changeNotifications.HasUndelivered(programmeId, announcement, ct))
            return false;
        await foreach (var _ in changeNotifications.FindWalletsWithoutNotice(programmeId, announcement, ct))
            return false;
        // Once more: whom another run has told meanwhile has a notice that is not delivered.
        if (await changeNotifications.HasUndelivered(programmeId, announcement, ct))
            return false;
        // Where there was nobody to tell, it was told when it was made.
        var lastNotifiedAt =
            await changeNotifications.FindLastNotifiedAt(programmeId, announcement, ct) ?? announcement.At;
        var revision =
            await programmes.FindRevision(programmeId, announcement.Revision, ct)
            ?? throw new InvalidDataException($"{programmeId} has no revision {announcement.Revision}");
        var terms = revision.ReadTerms();
        return await programmes.UpdateTimetable(
            programmeId,
            it => FindOpen(it, number) is null ? null : it.CompleteAnnouncement(number, lastNotifiedAt, terms, now),
            ct
        )
            is not null;
    }

    private static Announcement? FindOpen(RevisionTimetable? timetable, int number) =>
        timetable?.OpenAnnouncements.FirstOrDefault(it => it.Number == number);
}
