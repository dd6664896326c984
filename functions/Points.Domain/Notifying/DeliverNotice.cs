using System.Collections.Immutable;
using System.Globalization;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Reading;

namespace Points.Domain.Notifying;

/// <summary>Asks for one notice to be delivered; the message of the notices queue.</summary>
/// <param name="Attempts">
/// How many attempts the notice had when the message was sent. If the notice has more, the message was handled before,
/// and its attempts are not repeated.
/// </param>
public sealed record DeliverNotice(NoticeKey Key, int Attempts = 0)
{
    private const int AttemptsMax = 100;

    /// <summary>The same for the same message, however often it is sent.</summary>
    public string MessageId =>
        Attempts == 0 ? Key.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Key}~{Attempts}");

    public ReadOnlyMemory<byte> ToJson() =>
        ReadableJson.Serialize(json =>
        {
            json.WriteStartObject();
            json.WriteString("memberId", Key.MemberId);
            json.WriteString("noticeId", Key.NoticeId);
            if (Attempts > 0)
                json.WriteNumber("attempts", Attempts);
            json.WriteEndObject();
        });

    /// <summary>Reads a message's body. The errors name every field that is invalid.</summary>
    public static ReadResult<DeliverNotice> Read(ReadOnlyMemory<byte> json)
    {
        var reader = FieldReader.Open(json);
        var command = new DeliverNotice(
            new(reader.Id("memberId"), reader.Id("noticeId")),
            (int)reader.WholeNumber("attempts", 0, AttemptsMax, defaultValue: 0)
        );
        return new(command, reader.Complete());
    }
}

/// <summary>
/// Delivers a notice by the channels of its programme and records the result of every attempt. If it stops between a
/// gateway's answer and that record, the next delivery calls the gateway again under the same id.
/// </summary>
public sealed class DeliverNoticeHandler(
    INotices notices,
    IMemberStore members,
    IProgrammes programmes,
    INotifier notifier,
    DeliveryRetryDelays retryDelays
)
{
    private const int WriteAttemptsMax = 10;

    /// <param name="clock">Read again after each call: a member is notified when a channel answers.</param>
    /// <exception cref="InvalidDataException">The notice exists but cannot be read.</exception>
    /// <exception cref="StoreBusyException">The store is throttled; the same message may be handled again.</exception>
    /// <exception cref="StoreUnavailableException">No answer; the same message may be handled again.</exception>
    public async Task<DeliveryResult> Handle(DeliverNotice command, Func<DateTimeOffset> clock, CancellationToken ct)
    {
        var key = command.Key;
        if (await notices.Find(key, ct) is not var (notice, version))
            return DeliveryResult.NoticeMissing;
        if (notice.NotifiedAt is not null)
            return new(null, notice);
        var member = await members.Find(key.MemberId, ct);
        var terms = await programmes.FindTerms(notice.Wallet.ProgrammeId, clock(), ct);
        // This message was handled before, but its follow-up may not have been sent. Sending it twice is harmless: both
        // copies have the same message id.
        if (notice.AttemptCount > command.Attempts)
            return BuildResult(notice, member, terms, clock());

        var attempted = await SendOnChannels(notice, member, terms, clock, ct);
        if (ReferenceEquals(attempted, notice))
            return BuildResult(notice, member, terms, clock());
        for (var attempt = 0; attempt < WriteAttemptsMax; attempt++)
        {
            if (await notices.TryReplace(attempted, version, ct))
                return BuildResult(attempted, member, terms, clock());
            if (await notices.Find(key, ct) is not var (stored, storedVersion))
                return DeliveryResult.NoticeMissing;
            // Another delivery of the same message has recorded its attempts: those stand.
            if (stored.NotifiedAt is not null || stored.AttemptCount != notice.AttemptCount)
                return BuildResult(stored, member, terms, clock());
            // Only a receipt was added: keep it, and write again.
            attempted = stored with
            {
                Deliveries = attempted.Deliveries,
                NotifiedAt = attempted.NotifiedAt,
            };
            version = storedVersion;
        }
        throw new StoreBusyException($"notice {key.NoticeId} was changed by others at every attempt");
    }

    /// <summary>Tries every channel that is due now, each one once.</summary>
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
                is DeliveryStep.Send { Channels: var channels }
            && !tried.IsSupersetOf(channels)
        )
        {
            var outgoing = OutgoingNotice.Create(notice, member!);
            var faults = await Task.WhenAll(
                channels.Select(channel =>
                    ChannelSelection.FindUnreachableReason(channel, member!, notifier.IsSetUp) is { } fault
                        ? Task.FromResult<string?>(fault)
                        : notifier.Send(channel, outgoing, ct)
                )
            );
            now = clock();
            foreach (var (channel, fault) in channels.Zip(faults))
            {
                notice = notice.WithAttempt(channel, new(now, fault));
                DeliveryMetrics.RecordAttempt(channel, accepted: fault is null);
            }
            tried = tried.Union(channels);
        }
        return ChannelSelection.SelectNext(notice, member, terms, notifier.IsSetUp, now) is DeliveryStep.Complete
            ? notice with
            {
                NotifiedAt = now,
            }
            : notice;
    }

    private DeliveryResult BuildResult(Notice notice, Member? member, ProgrammeTerms? terms, DateTimeOffset now)
    {
        if (notice.NotifiedAt is not null)
            return new(null, notice);
        var delay = ChannelSelection
            .SelectNext(notice, member, terms, notifier.IsSetUp, now)
            .Match(
                // The profile changed after the attempts were recorded: the next delivery marks the notice as notified.
                complete: () => TimeSpan.Zero,
                wait: until => until - now,
                send: channels => retryDelays.AfterFailures(channels.Max(notice.CountAttempts))
            );
        return new(new(new(notice.Key, notice.AttemptCount), delay), null);
    }
}
