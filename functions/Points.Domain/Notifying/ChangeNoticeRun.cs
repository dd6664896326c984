using System.Runtime.CompilerServices;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Revising;

namespace Points.Domain.Notifying;

/// <summary>
/// Creates the notices of changes that disadvantage members (law L2). Each wallet records the last announcement it
/// has a notice of, so a run continues where another stopped: no member is notified twice, and none is missed.
/// </summary>
public sealed class ChangeNoticeRun(
    IProgrammes programmes,
    IChangeNotifications changeNotifications,
    AnnouncementCompletion completion
)
{
    private const int WalletsBetweenTimetableChecks = 1_000;

    /// <param name="clock">Read for each member, because a run takes long.</param>
    /// <param name="deadline">Once cancelled, the run starts nothing new; the next run continues.</param>
    /// <returns>How many notices were created, and how many announcements were completed.</returns>
    public async Task<(long NoticesCreated, long AnnouncementsCompleted)> Run(
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
            $"{run.NoticesCreated} notices were created and {run.AnnouncementsCompleted} announcements completed"
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
        // In order of their numbers, because a wallet records only the last announcement it has a notice of. The list
        // is read again each time: a completed change may add an announcement.
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

    /// <returns>False if the deadline came first.</returns>
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
        steps.ThrowIfAnyFailed(
            $"some members have a notice of announcement {announcement.Number} of {terms.ProgrammeId}"
        );
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
            // Stop if the announcement was withdrawn meanwhile.
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
