using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Revising;

/// <summary>Counts for an operator how many members have been, and can be, notified of a change.</summary>
public sealed class NoticeProgress(IProgrammes programmes, IChangeNotifications changeNotifications)
{
    public async Task<NoticeCounts> Count(Revision revision, DateTimeOffset now, CancellationToken ct)
    {
        if (
            (await programmes.FindTimetable(revision.ProgrammeId, ct))?.FindChangeAnnouncement(revision.Number)
            is not { } change
        )
            return NoticeCounts.None;
        var counts = await changeNotifications.Count(revision.ProgrammeId, change, ct);
        // A closed announcement, such as that of a withdrawn change, gets no more notices.
        var toCreate = change.IsOpen ? counts.NoticesToCreate : 0;
        var earliest = revision.Progress.WithdrawnAt is null
            ? NoticePeriod.EarliestOn(revision.ReadTerms(), change.LastNotifiedAt ?? now)
            : (DateOnly?)null;
        return new(
            counts.NoticesCreated + toCreate,
            counts.NoticesCreated - counts.NoticesUndelivered,
            change.LastNotifiedAt,
            earliest
        );
    }

    /// <summary>Counts the members whom the channels of the terms in force cannot reach: notices go by those.</summary>
    public async Task<AddressCounts> CountAddresses(string programmeId, DateTimeOffset now, CancellationToken ct)
    {
        if (await programmes.FindTerms(programmeId, now, ct) is not { } terms)
            return AddressCounts.None;
        var sample = await changeNotifications.SampleAddresses(programmeId, ct);
        return new(
            sample.Members,
            sample.AreAllMembers,
            [
                .. terms.NoticeChannels.Select(channel => new ChannelAddresses(
                    channel,
                    channel switch
                    {
                        NoticeChannel.Sms => sample.WithoutPhone,
                        NoticeChannel.Push => null,
                    }
                )),
            ]
        );
    }
}
