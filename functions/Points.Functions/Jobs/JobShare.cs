using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Messaging;
using Points.Functions.Messaging;

namespace Points.Functions.Jobs;

/// <summary>
/// Takes parts of a run that another instance has begun. An invitation that is delivered again takes what parts are
/// free, or changes nothing.
/// </summary>
public sealed partial class JobShare(IEnumerable<InvitedWork> works, ILogger<JobShare> log)
{
    [Function("JobShare")]
    public async Task Run(
        [ServiceBusTrigger(Queues.WalletExpiry, Connection = "ServiceBus", AutoCompleteMessages = false)]
            ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken ct
    )
    {
        try
        {
            if (JobInvitation.Read(message.Body.ToMemory().Span) is { } invitation)
                await Take(invitation, ct);
        }
        catch (InvalidDataException fault)
        {
            await actions.DeadLetterMessageAsync(
                message,
                deadLetterReason: DeadLetterText.InvalidMessage,
                deadLetterErrorDescription: DeadLetterText.Truncate(fault.Message),
                cancellationToken: ct
            );
            return;
        }
        catch (Exception fault) when (OutageHandling.IsOutage(fault))
        {
            LogDeferred(fault);
            return;
        }
        await actions.CompleteMessageAsync(message, ct);
    }

    private async Task Take(JobInvitation invitation, CancellationToken ct)
    {
        var work =
            works.FirstOrDefault(it => it.Name == invitation.Work)
            ?? throw new InvalidDataException($"this app has no work called {invitation.Work}");
        using var deadline = new CancellationTokenSource(RunTimeLimit.MaxOfMessage);
        await work.Run(invitation.Accept(deadline.Token), ct);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Could not do a share of a job; the message will be delivered again"
    )]
    private partial void LogDeferred(Exception fault);
}
