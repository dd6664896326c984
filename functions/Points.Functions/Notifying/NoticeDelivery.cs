using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Messaging;
using Points.Domain.Notifying;
using Points.Functions.Messaging;

namespace Points.Functions.Notifying;

/// <summary>
/// Delivers notices. Messages are settled one by one, as soon as what came of them is kept; what is to come later is a
/// message of its own, sent before this one is completed.
/// </summary>
public sealed partial class NoticeDelivery(
    NoticeDeliveryHandler deliveries,
    AnnouncementCompletion completion,
    IMessageSender sender,
    TimeProvider clock,
    ILogger<NoticeDelivery> log
)
{
    /// <summary>Gateways answer after a while: so many calls are under way at a time, of each batch.</summary>
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
        if (faults.FirstOrDefault(fault => !OutageHandling.IsOutage(fault)) is { } wrong)
            throw new InvalidOperationException(
                $"{faults.Count} of {messages.Length} notices were not delivered",
                wrong
            );
        if (faults.TryPeek(out var first))
            LogDeferred(first, faults.Count, messages.Length);
    }

    private async Task Process(
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        ConcurrentDictionary<(string, int), bool> notified,
        CancellationToken ct
    )
    {
        var read = NoticeMessage.Read(message.Body.ToMemory());
        if (!read.TryGetValue(out var notice))
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
            var handled = await OutageHandling.Retry(() => deliveries.Handle(notice, clock.GetUtcNow, ct), ct);
            if (handled.FollowUp is { } next)
                await SendFollowUp(next, ct);
            if (handled.NotifiedNotice is { Announcement: { } announcement } done)
                notified[(done.Wallet.ProgrammeId, announcement)] = true;
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

    /// <summary>For later by the machine's clock, which the queue goes by.</summary>
    private Task SendFollowUp(FollowUp next, CancellationToken ct) =>
        sender.Send(
            Queues.Notices,
            [
                new(next.Message.MessageId, next.Message.ToJson())
                {
                    ScheduledFor = next.Delay > TimeSpan.Zero ? TimeProvider.System.GetUtcNow() + next.Delay : null,
                },
            ],
            ct
        );

    /// <summary>The last notice may have been among them. Where it cannot be told now, the job will.</summary>
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
        Message = "it cannot be told now whether everyone is notified of announcement {Announcement} of {ProgrammeId}"
    )]
    private partial void LogNotCompleted(Exception fault, string programmeId, int announcement);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Count} of {All} notices could not be delivered now and will come again"
    )]
    private partial void LogDeferred(Exception fault, int count, int all);
}
