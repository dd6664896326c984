using System.Runtime.CompilerServices;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Revising;

namespace Points.Domain.Notifying;

/// <summary>
/// Tells members of changes that hurt them (law L2). What a wallet was told stands in it, so a run goes on wherever another
/// stopped: nobody is told twice, and nobody missed.
/// </summary>
public sealed class ChangeNoticeRun(
    IProgrammes programmes,
    IChangeNotifications changeNotifications,
    AnnouncementCompletion completion
)
{
    private const int WalletsBetweenTimetableChecks = 1_000;

    /// <param name="clock">Asked for each member, as a run takes long.</param>
    /// <param name="deadline">From when nothing new is begun: the next run goes on.</param>
    /// <returns>How many members were told, and of how many announcements it was found that everyone is notified.</returns>
    public async Task<(long Told, long Completed)> Run(
        Func<DateTimeOffset> clock,
        CancellationToken deadline,
        CancellationToken ct
    )
    {
        var (run, steps) = (new Counts(), new IndependentSteps());
        await foreach (var programmeId in programmes.ListIds(ct))
            if (!deadline.IsCancellationRequested)
                await steps.Run(() => NotifyProgramme(programmeId, run, clock, deadline, ct));
        steps.ThrowIfAnyFailed(
            $"{run.NoticesCreated} members were told and {run.AnnouncementsCompleted} announcements completed"
        );
        return (run.NoticesCreated, run.AnnouncementsCompleted);
    }

    private async Task NotifyProgramme(
        string programmeId,
        Counts run,
        Func<DateTimeOffset> clock,
        CancellationToken deadline,
        CancellationToken ct
    )
    {
        if (await programmes.FindTerms(programmeId, clock(), ct) is not { } terms)
            return;
        // One after the other: what a wallet has been told is one number. A change that is complete may bring another.
        for (
            var last = 0;
            (await programmes.FindTimetable(programmeId, ct))!.OpenAnnouncements.FirstOrDefault(it => it.Number > last)
                is { } announcement;
            last = announcement.Number
        )
        {
            if (!await NotifyAll(terms, announcement, run, clock, deadline, ct))
                return;
            if (await completion.TryComplete(programmeId, announcement.Number, clock(), ct))
                run.AnnouncementsCompleted++;
        }
    }

    /// <returns>Whether all who are to be told have been.</returns>
    private async Task<bool> NotifyAll(
        ProgrammeTerms terms,
        Announcement announcement,
        Counts run,
        Func<DateTimeOffset> clock,
        CancellationToken deadline,
        CancellationToken ct
    )
    {
        var steps = new IndependentSteps();
        run.NoticesCreated += await steps.RunEach(
            FindWalletsToNotify(terms.ProgrammeId, announcement, deadline, ct),
            (wallet, one) =>
                changeNotifications.RecordNotice(
                    BuildNotice(announcement, wallet, terms, clock()),
                    announcement.Kind == AnnouncementKind.Change ? announcement.Revision : null,
                    one
                ),
            ct
        );
        steps.ThrowIfAnyFailed($"of announcement {announcement.Number} of {terms.ProgrammeId} some were told");
        return !deadline.IsCancellationRequested;
    }

    private async IAsyncEnumerable<WalletId> FindWalletsToNotify(
        string programmeId,
        Announcement announcement,
        CancellationToken deadline,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var seen = 0;
        await foreach (var wallet in changeNotifications.FindWalletsWithoutNotice(programmeId, announcement, ct))
        {
            if (deadline.IsCancellationRequested)
                yield break;
            // What is withdrawn meanwhile is told to nobody more.
            if (
                seen++ % WalletsBetweenTimetableChecks == 0
                && !(await programmes.FindTimetable(programmeId, ct))!.OpenAnnouncements.Any(it =>
                    it.Number == announcement.Number
                )
            )
                yield break;
            yield return wallet;
        }
    }

    private static Notice BuildNotice(
        Announcement announcement,
        WalletId wallet,
        ProgrammeTerms terms,
        DateTimeOffset now
    )
    {
        var kind = announcement.Kind switch
        {
            AnnouncementKind.Change => NoticeKind.Change,
            AnnouncementKind.Postponed => NoticeKind.Postponed,
            AnnouncementKind.Withdrawn => NoticeKind.Withdrawn,
        };
        return Notice.Create(
            wallet,
            kind,
            FormattableString.Invariant($"{announcement.Number}"),
            (announcement.Title!, announcement.Text!),
            terms,
            now,
            announcement.Number
        );
    }

    private sealed class Counts
    {
        public long NoticesCreated { get; set; }

        public long AnnouncementsCompleted { get; set; }
    }
}
