using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Messaging;
using Points.Domain.Notifying;
using Points.Functions.Messaging;

namespace Points.Functions.Notifying;

/// <summary>
/// Delivers notices. It settles each message as soon as the result is stored. A retry is a new message for later, sent
/// before this one is completed.
/// </summary>
public sealed partial class NoticeDelivery(
    DeliverNoticeHandler handler,
    AnnouncementCompletion completion,
    IMessageSender sender,
    TimeProvider clock,
    ILogger<NoticeDelivery> log
)
{
    /// <summary>How many notices of a batch are delivered at a time: gateways take a while to answer.</summary>
    private const int ConcurrencyMax = 256;

    [Function("NoticeDelivery")]
    public async Task Run(
        [ServiceBusTrigger(Queues.Notices, Connection = "ServiceBus", IsBatched = true, AutoCompleteMessages = false)]
            ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions,
        CancellationToken ct
    )
    {
        var (faults, notified) = (
            new ConcurrentQueue<Exception>(),
            new ConcurrentDictionary<(string ProgrammeId, int Announcement), bool>()
        );
        await Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = ConcurrencyMax, CancellationToken = ct },
            async (message, _) =>
            {
                try
                {
                    await Process(message, actions, notified, ct);
                }
                catch (Exception fault) when (!ct.IsCancellationRequested)
                {
                    faults.Enqueue(fault);
                }
            }
        );
        await CompleteAnnouncements(notified.Keys, ct);
        if (faults.FirstOrDefault(fault => !OutageHandling.IsOutage(fault)) is { } defect)
            throw new InvalidOperationException(
                $"{faults.Count} of {messages.Length} notices were not delivered",
                defect
            );
        if (faults.TryPeek(out var outage))
            LogDeferred(outage, faults.Count, messages.Length);
    }

    private async Task Process(
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        ConcurrentDictionary<(string, int), bool> notified,
        CancellationToken ct
    )
    {
        var read = DeliverNotice.Read(message.Body.ToMemory());
        if (!read.TryGetValue(out var command))
        {
            await actions.DeadLetterMessageAsync(
                message,
                deadLetterReason: DeadLetterText.InvalidMessage,
                deadLetterErrorDescription: DeadLetterText.Truncate(read.Errors.ToString()),
                cancellationToken: ct
            );
            return;
        }
        try
        {
            var result = await OutageHandling.Retry(() => handler.Handle(command, clock.GetUtcNow, ct), ct);
            if (result.FollowUp is { } followUp)
                await SendFollowUp(followUp, ct);
            if (result.NotifiedNotice is { Announcement: { } announcement } notice)
                notified[(notice.Wallet.ProgrammeId, announcement)] = true;
        }
        catch (InvalidDataException fault)
        {
            await actions.DeadLetterMessageAsync(
                message,
                deadLetterReason: "unreadable-notice",
                deadLetterErrorDescription: DeadLetterText.Truncate(fault.Message),
                cancellationToken: ct
            );
            return;
        }
        await actions.CompleteMessageAsync(message, ct);
    }

    /// <summary>Schedules the message by the machine's clock, which the queue uses.</summary>
    private Task SendFollowUp(FollowUp followUp, CancellationToken ct)
    {
        DateTimeOffset? scheduledFor =
            followUp.Delay > TimeSpan.Zero ? TimeProvider.System.GetUtcNow() + followUp.Delay : null;
        return sender.Send(
            Queues.Notices,
            [new(followUp.Message.MessageId, followUp.Message.ToJson()) { ScheduledFor = scheduledFor }],
            ct
        );
    }

    /// <summary>
    /// Completes the announcements whose last notice was delivered. If this fails, the job ChangeNotices does it later.
    /// </summary>
    private async Task CompleteAnnouncements(
        IEnumerable<(string ProgrammeId, int Announcement)> announcements,
        CancellationToken ct
    )
    {
        foreach (var (programmeId, number) in announcements)
        {
            try
            {
                await completion.TryComplete(programmeId, number, clock.GetUtcNow(), ct);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                LogNotCompleted(fault, programmeId, number);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Could not check whether every member is notified of announcement {Announcement} of {ProgrammeId}"
    )]
    private partial void LogNotCompleted(Exception fault, string programmeId, int announcement);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Could not deliver {Count} of {All} notices; their messages will be delivered again"
    )]
    private partial void LogDeferred(Exception fault, int count, int all);
}
