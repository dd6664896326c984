using System.Diagnostics;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Cosmos;
using Points.Cosmos.Intake;
using Points.Cosmos.Keys;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Messaging;
using Points.Domain.Observing;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.Messaging;

namespace Points.Functions.Intake;

/// <summary>
/// Processes purchases and refunds that merchants send as messages. It stores the outcome before it completes the
/// message. A message that can never be processed is dead-lettered at once. After a fault, the broker delivers the
/// message again.
/// </summary>
public sealed partial class MerchantEvents(
    EventIntake intake,
    CosmosEventOutcomes outcomes,
    CosmosListedEvents listedEvents,
    DeploymentKey deploymentKey,
    ILedgerKeys ledgers,
    TokenAuthenticator tokens,
    HttpPipeline pipeline,
    ILogger<MerchantEvents> log
)
{
    [Function("MerchantEvents")]
    public async Task Run(
        [ServiceBusTrigger(Queues.MerchantEvents, Connection = "ServiceBus", AutoCompleteMessages = false)]
            ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken ct
    )
    {
        using var span = message.StartProcessActivity(Queues.MerchantEvents);
        try
        {
            await Settle(message, actions, span, ct);
        }
        catch (Exception fault)
        {
            span.RecordFailure(fault);
            if (!OutageHandling.IsOutage(fault))
                throw;
            LogDeferred(fault, message.SequenceNumber);
        }
    }

    private async Task Settle(
        ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        Activity? span,
        CancellationToken ct
    )
    {
        if (await OutageHandling.Retry(() => Process(message, ct), ct) is { } rejection)
        {
            span.RecordFailure(rejection.Reason);
            LogRejected(message.SequenceNumber, rejection.Reason);
            await actions.DeadLetterMessageAsync(
                message,
                TokenErasure.Of(message),
                deadLetterReason: rejection.Reason,
                deadLetterErrorDescription: rejection.Description,
                cancellationToken: ct
            );
        }
        else
            await actions.CompleteMessageAsync(message, ct);
    }

    /// <returns>Null if the outcome is stored and listed.</returns>
    private async Task<MessageRejection?> Process(ServiceBusReceivedMessage message, CancellationToken ct)
    {
        var now = pipeline.Now;
        var authorization = message.ApplicationProperties.GetValueOrDefault(AuthorizationProperty.Name) as string;
        var sent = MessageTime.ToBusinessTime(message.EnqueuedTime, TimeProvider.System.GetUtcNow(), now);
        var found = await tokens.Authenticate(authorization, sent, TokenUse.Queue);
        if (found.Caller is not { } caller)
            return MessageRejection.Unauthenticated(found.Fault ?? TokenFault.Missing);
        if (!caller.MayActForMerchants)
            return MessageRejection.NotAMerchant;
        var read = EventMessage.Read(message.Body.ToMemory(), message.MessageId, caller.IsOperator);
        if (!read.TryGetValue(out var merchantEvent))
            return MessageRejection.From(read.Errors);
        if (!caller.MayActFor(merchantEvent.MerchantId))
            return MessageRejection.WrongMerchant(merchantEvent.MerchantId);

        // The idempotency key belongs to the merchant, whichever of its systems or which operator sends the message.
        var request = Request.From(
            $"merchant:{merchantEvent.MerchantId}",
            Queues.MerchantEvents,
            message.MessageId,
            merchantEvent.Fingerprint(),
            now
        ) with
        {
            By = caller.ToRequester(merchantEvent.MemberId),
        };
        var fingerprint = await deploymentKey.Protect(request.Fingerprint, ct);
        var stored = await outcomes.Find(merchantEvent.MerchantId, message.MessageId, ct);
        if (stored is null || (stored.Fingerprint == fingerprint && stored.IsRefusalBefore(message.SequenceNumber)))
            stored = await Handle(merchantEvent, message, request, fingerprint, ct);
        if (stored?.Fingerprint != fingerprint)
            return MessageRejection.KeyReused;
        await listedEvents.Add(stored, ct);
        return null;
    }

    /// <returns>The stored outcome; null if the ledger has another command under the message's id.</returns>
    private async Task<EventOutcome?> Handle(
        MerchantEvent merchantEvent,
        ServiceBusReceivedMessage message,
        Request request,
        string fingerprint,
        CancellationToken ct
    )
    {
        var outcome = await intake.Handle(merchantEvent, request, ct);
        if (outcome is Outcome.Refused { Refusal: Refusal.IdempotencyKeyReused })
            return null;
        var answer = RefusalMetrics.Count(EventIntake.ToMerchantResponse(merchantEvent, outcome));
        return await outcomes.Record(
            new(
                merchantEvent.MerchantId,
                message.MessageId,
                EventMessage.TypeOf(merchantEvent),
                merchantEvent.MemberId,
                await FindLedgerKey(merchantEvent.MemberId, outcome, ct),
                outcome is Outcome.Booked,
                answer.Status,
                JsonElement.Parse(answer.Json().Span),
                fingerprint,
                request.Now
            )
            {
                SequenceNumber = message.SequenceNumber,
            },
            ct
        );
    }

    private async Task<string?> FindLedgerKey(string memberId, Outcome outcome, CancellationToken ct) =>
        (outcome as Outcome.Booked)?.Entry.LedgerKey ?? (await ledgers.Find(memberId, ct))?.Value;

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Could not process merchant message {SequenceNumber}; it will be delivered again"
    )]
    private partial void LogDeferred(Exception fault, long sequenceNumber);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Dead-lettered merchant message {SequenceNumber}: {Reason}")]
    private partial void LogRejected(long sequenceNumber, string reason);
}
