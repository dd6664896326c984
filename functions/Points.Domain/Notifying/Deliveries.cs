using System.Collections.Immutable;
using Points.Domain.Enrolling;
using Points.Domain.Ports;
using Points.Domain.Programmes;

namespace Points.Domain.Notifying;

/// <summary>
/// Delivers notices by the channels of their programmes and keeps what came of every attempt. Whoever is cut off between a
/// gateway's answer and its record calls again with the same id, which a gateway knows.
/// </summary>
public sealed class Deliveries(
    INotices notices,
    IMemberStore members,
    IProgrammes programmes,
    INotifier notifier,
    DeliveryPauses pauses
)
{
    private const int PutsMax = 10;

    /// <param name="clock">Asked again after each call: who is notified is so when a channel has answered, not when it was asked.</param>
    /// <returns>What has to follow, or that nothing has.</returns>
    /// <exception cref="InvalidDataException">There is such a notice and it cannot be read.</exception>
    /// <exception cref="StoreBusyException">The store is throttled; the same message again is safe.</exception>
    /// <exception cref="StoreUnavailableException">The store does not answer; the same message again is safe.</exception>
    public async Task<Handled> Handle(NoticeMessage message, Func<DateTimeOffset> clock, CancellationToken ct)
    {
        var name = message.Notice;
        if (await notices.Find(name, ct) is not var (notice, version))
            return Handled.NothingThere;
        if (notice.NotifiedAt is not null)
            return new(null, notice);
        var member = await members.Find(name.MemberId, ct);
        var terms = await programmes.TermsOf(notice.Wallet.ProgrammeId, clock(), ct);
        // Handled before, and perhaps cut off before what follows was sent: twice is harmless, as it says what it follows.
        if (notice.AttemptCount > message.Attempts)
            return After(notice, member, terms, clock());

        var told = await Tell(notice, member, terms, clock, ct);
        if (ReferenceEquals(told, notice))
            return After(notice, member, terms, clock());
        for (var put = 0; put < PutsMax; put++)
        {
            if (await notices.Put(told, version, ct))
                return After(told, member, terms, clock());
            if (await notices.Find(name, ct) is not var (other, anew))
                return Handled.NothingThere;
            // Who delivers the same message has counted attempts of its own; else it was a receipt, which stays.
            if (other.NotifiedAt is not null || other.AttemptCount != notice.AttemptCount)
                return After(other, member, terms, clock());
            (told, version) = (other with { Deliveries = told.Deliveries, NotifiedAt = told.NotifiedAt }, anew);
        }
        throw new StoreBusyException($"the notice {name.NoticeId} changes all the time");
    }

    /// <summary>Tries what is to be tried now, each channel once.</summary>
    private async Task<Notice> Tell(
        Notice notice,
        Member? member,
        ProgrammeRevision? terms,
        Func<DateTimeOffset> clock,
        CancellationToken ct
    )
    {
        var (tried, now) = (ImmutableHashSet<NoticeChannel>.Empty, clock());
        while (
            Deliver.Next(notice, member, terms, notifier.IsSetUp, now) is DeliveryStep.Try { Channels: var open }
            && !tried.IsSupersetOf(open)
        )
        {
            var outgoing = OutgoingNotice.Of(notice, member!);
            var faults = await Task.WhenAll(
                open.Select(channel =>
                    Deliver.Unreachable(channel, member!, notifier.IsSetUp) is { } fault
                        ? Task.FromResult<string?>(fault)
                        : notifier.Send(channel, outgoing, ct)
                )
            );
            now = clock();
            foreach (var (channel, fault) in open.Zip(faults))
            {
                notice = notice.After(channel, new(now, fault));
                DeliveryMeasures.Attempted(channel, accepted: fault is null);
            }
            tried = tried.Union(open);
        }
        return Deliver.Next(notice, member, terms, notifier.IsSetUp, now) is DeliveryStep.Done
            ? notice with
            {
                NotifiedAt = now,
            }
            : notice;
    }

    private Handled After(Notice notice, Member? member, ProgrammeRevision? terms, DateTimeOffset now) =>
        notice.NotifiedAt is not null
            ? new(null, notice)
            : new(
                new(
                    new(notice.Name, notice.AttemptCount),
                    Deliver
                        .Next(notice, member, terms, notifier.IsSetUp, now)
                        .Match(
                            // Attempts were counted before the profile changed: looking again settles it.
                            done: () => TimeSpan.Zero,
                            putOff: until => until - now,
                            @try: channels => pauses.After(channels.Max(notice.AttemptsOn))
                        )
                ),
                null
            );
}

/// <param name="Next">What has to follow; null where nothing is left to do.</param>
/// <param name="Notified">The notice, if its member is notified.</param>
public sealed record Handled(FollowUp? Next, Notice? Notified)
{
    /// <summary>The notice is not there, or not any more.</summary>
    public static readonly Handled NothingThere = new(null, null);
}

/// <summary>A message that is to come later.</summary>
/// <param name="Pause">In the time of machines, in which queues and gateways live.</param>
public sealed record FollowUp(NoticeMessage Message, TimeSpan Pause);
