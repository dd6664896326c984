using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Expiring;
using Points.Domain.Jobs;
using Points.Domain.Messaging;
using Points.Functions.Messaging;

namespace Points.Functions.Expiring;

/// <summary>Books what has expired in a chunk of wallets, each in a commit of its own. The same chunk again finds nothing left.</summary>
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
                () => runner.Run(chunk.Wallets.ToAsyncEnumerable(), Expire.Decide, clock.GetUtcNow(), ct),
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
        Message = "what has expired in a chunk of wallets could not be booked now; it will come again"
    )]
    private partial void LogDeferred(Exception fault);
}
