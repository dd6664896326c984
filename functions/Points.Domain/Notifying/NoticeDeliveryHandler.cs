using System.Collections.Immutable;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Notifying;

/// <summary>
/// Delivers notices by the channels of their programmes and keeps what came of every attempt. Whoever is cut off between a
/// gateway's answer and its record calls again with the same id, which a gateway knows.
/// </summary>
public sealed class NoticeDeliveryHandler(
    INotices notices,
    IMemberStore members,
    IProgrammes programmes,
    INotifier notifier,
    DeliveryRetryDelays pauses
)
{
    private const int WriteAttemptsMax = 10;

    /// <param name="clock">Asked again after each call: who is notified is so when a channel has answered, not when it was asked.</param>
    /// <returns>What has to follow, or that nothing has.</returns>
    /// <exception cref="InvalidDataException">There is such a notice and it cannot be read.</exception>
    /// <exception cref="StoreBusyException">The store is throttled; the same message again is safe.</exception>
    /// <exception cref="StoreUnavailableException">The store does not answer; the same message again is safe.</exception>
    public async Task<DeliveryResult> Handle(NoticeMessage message, Func<DateTimeOffset> clock, CancellationToken ct)
    {
        var name = message.Key;
        if (await notices.Find(name, ct) is not var (notice, version))
            return DeliveryResult.NoticeMissing;
        if (notice.NotifiedAt is not null)
            return new(null, notice);
        var member = await members.Find(name.MemberId, ct);
        var terms = await programmes.FindTerms(notice.Wallet.ProgrammeId, clock(), ct);
        // Handled before, and perhaps cut off before what follows was sent: twice is harmless, as it says what it follows.
        if (notice.AttemptCount > message.Attempts)
            return BuildResult(notice, member, terms, clock());

        var told = await SendOnChannels(notice, member, terms, clock, ct);
        if (ReferenceEquals(told, notice))
            return BuildResult(notice, member, terms, clock());
        for (var put = 0; put < WriteAttemptsMax; put++)
        {
            if (await notices.TryReplace(told, version, ct))
                return BuildResult(told, member, terms, clock());
            if (await notices.Find(name, ct) is not var (other, anew))
                return DeliveryResult.NoticeMissing;
            // Who delivers the same message has counted attempts of its own; else it was a receipt, which stays.
            if (other.NotifiedAt is not null || other.AttemptCount != notice.AttemptCount)
                return BuildResult(other, member, terms, clock());
            (told, version) = (other with { Deliveries = told.Deliveries, NotifiedAt = told.NotifiedAt }, anew);
        }
        throw new StoreBusyException($"the notice {name.NoticeId} changes all the time");
    }

    /// <summary>Tries what is to be tried now, each channel once.</summary>
    private async Task<Notice> SendOnChannels(
        Notice notice,
        Member? member,
        ProgrammeTerms? terms,
        Func<DateTimeOffset> clock,
        CancellationToken ct
    )
    {
        var (tried, now) = (ImmutableHashSet<NoticeChannel>.Empty, clock());
        while (
            ChannelSelection.SelectNext(notice, member, terms, notifier.IsSetUp, now)
                is DeliveryStep.Send { Channels: var open }
            && !tried.IsSupersetOf(open)
        )
        {
            var outgoing = OutgoingNotice.Create(notice, member!);
            var faults = await Task.WhenAll(
                open.Select(channel =>
                    ChannelSelection.FindUnreachableReason(channel, member!, notifier.IsSetUp) is { } fault
                        ? Task.FromResult<string?>(fault)
                        : notifier.Send(channel, outgoing, ct)
                )
            );
            now = clock();
            foreach (var (channel, fault) in open.Zip(faults))
            {
                notice = notice.WithAttempt(channel, new(now, fault));
                DeliveryMetrics.RecordAttempt(channel, accepted: fault is null);
            }
            tried = tried.Union(open);
        }
        return ChannelSelection.SelectNext(notice, member, terms, notifier.IsSetUp, now) is DeliveryStep.Complete
            ? notice with
            {
                NotifiedAt = now,
            }
            : notice;
    }

    private DeliveryResult BuildResult(Notice notice, Member? member, ProgrammeTerms? terms, DateTimeOffset now) =>
        notice.NotifiedAt is not null
            ? new(null, notice)
            : new(
                new(
                    new(notice.Key, notice.AttemptCount),
                    ChannelSelection
                        .SelectNext(notice, member, terms, notifier.IsSetUp, now)
                        .Match(
                            // Attempts were counted before the profile changed: looking again settles it.
                            complete: () => TimeSpan.Zero,
                            wait: until => until - now,
                            send: channels => pauses.AfterFailures(channels.Max(notice.CountAttempts))
                        )
                ),
                null
            );
}

/// <param name="FollowUp">What has to follow; null where nothing is left to do.</param>
/// <param name="NotifiedNotice">The notice, if its member is notified.</param>
public sealed record DeliveryResult(FollowUp? FollowUp, Notice? NotifiedNotice)
{
    /// <summary>The notice is not there, or not any more.</summary>
    public static readonly DeliveryResult NoticeMissing = new(null, null);
}

/// <summary>A message that is to come later.</summary>
/// <param name="Delay">In the time of machines, in which queues and gateways live.</param>
public sealed record FollowUp(NoticeMessage Message, TimeSpan Delay);
