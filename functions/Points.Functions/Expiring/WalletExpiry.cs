using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Expiring;
using Points.Domain.Jobs;
using Points.Domain.Messaging;
using Points.Functions.Messaging;

namespace Points.Functions.Expiring;

/// <summary>
/// Books the expiry of a chunk of wallets, one commit for each wallet. A chunk that is delivered again changes nothing.
/// </summary>
public sealed partial class WalletExpiry(WalletBatchRunner runner, TimeProvider clock, ILogger<WalletExpiry> log)
{
    [Function("WalletExpiry")]
    public async Task Run(
        [ServiceBusTrigger(Queues.WalletExpiry, Connection = "ServiceBus", AutoCompleteMessages = false)]
            ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken ct
    )
    {
        try
        {
            var chunk = WalletChunk.Read(message.Body.ToMemory().Span);
            await OutageHandling.Retry(
                () => runner.Run(chunk.Wallets.ToAsyncEnumerable(), ExpiryMaintenance.Decide, clock.GetUtcNow(), ct),
                ct
            );
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

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Could not book the expiry of a chunk of wallets; the message will be delivered again"
    )]
    private partial void LogDeferred(Exception fault);
}
