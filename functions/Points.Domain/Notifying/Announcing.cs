using System.Runtime.CompilerServices;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revising;
using Points.Domain.Wallets;

namespace Points.Domain.Notifying;

/// <summary>
/// Tells members of changes that hurt them (law L2). What a wallet was told stands in it, so a run goes on wherever another
/// stopped: nobody is told twice, and nobody missed.
/// </summary>
public sealed class Announcing(IProgrammes programmes, ITellings tellings, Completions completions)
{
    private const int WalletsBetweenLooks = 1_000;

    /// <param name="clock">Asked for each member, as a run takes long.</param>
    /// <param name="enough">From when nothing new is begun: the next run goes on.</param>
    /// <returns>How many members were told, and of how many announcements it was found that everyone is notified.</returns>
    public async Task<(long Told, long Completed)> Run(
        Func<DateTimeOffset> clock,
        CancellationToken enough,
        CancellationToken ct
    )
    {
        var (run, steps) = (new Counts(), new Steps());
        await foreach (var programmeId in programmes.All(ct))
            if (!enough.IsCancellationRequested)
                await steps.Take(() => See(programmeId, run, clock, enough, ct));
        steps.ThrowIfAnyFailed($"{run.Told} members were told and {run.Completed} announcements completed");
        return (run.Told, run.Completed);
    }

    private async Task See(
        string programmeId,
        Counts run,
        Func<DateTimeOffset> clock,
        CancellationToken enough,
        CancellationToken ct
    )
    {
        if (await programmes.TermsOf(programmeId, clock(), ct) is not { } terms)
            return;
        // One after the other: what a wallet has been told is one number. A change that is complete may bring another.
        for (
            var last = 0;
            (await programmes.Timetable(programmeId, ct))!.Open.FirstOrDefault(it => it.Number > last)
                is { } announcement;
            last = announcement.Number
        )
        {
            if (!await TellAll(terms, announcement, run, clock, enough, ct))
                return;
            if (await completions.Try(programmeId, announcement.Number, clock(), ct))
                run.Completed++;
        }
    }

    /// <returns>Whether all who are to be told have been.</returns>
    private async Task<bool> TellAll(
        ProgrammeRevision terms,
        Announcement announcement,
        Counts run,
        Func<DateTimeOffset> clock,
        CancellationToken enough,
        CancellationToken ct
    )
    {
        var steps = new Steps();
        run.Told += await steps.TakeEach(
            Untold(terms.ProgrammeId, announcement, enough, ct),
            (wallet, one) =>
                tellings.Tell(
                    NoticeOf(announcement, wallet, terms, clock()),
                    announcement.Kind == AnnouncementKind.Change ? announcement.Revision : null,
                    one
                ),
            ct
        );
        steps.ThrowIfAnyFailed($"of announcement {announcement.Number} of {terms.ProgrammeId} some were told");
        return !enough.IsCancellationRequested;
    }

    private async IAsyncEnumerable<WalletId> Untold(
        string programmeId,
        Announcement announcement,
        CancellationToken enough,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var seen = 0;
        await foreach (var wallet in tellings.Untold(programmeId, announcement, ct))
        {
            if (enough.IsCancellationRequested)
                yield break;
            // What is withdrawn meanwhile is told to nobody more.
            if (
                seen++ % WalletsBetweenLooks == 0
                && !(await programmes.Timetable(programmeId, ct))!.Open.Any(it => it.Number == announcement.Number)
            )
                yield break;
            yield return wallet;
        }
    }

    private static Notice NoticeOf(
        Announcement announcement,
        WalletId wallet,
        ProgrammeRevision terms,
        DateTimeOffset now
    )
    {
        var kind = announcement.Kind switch
        {
            AnnouncementKind.Change => NoticeKind.Change,
            AnnouncementKind.Postponed => NoticeKind.Postponed,
            AnnouncementKind.Withdrawn => NoticeKind.Withdrawn,
        };
        return Notice.Of(
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
        public long Told { get; set; }

        public long Completed { get; set; }
    }
}
