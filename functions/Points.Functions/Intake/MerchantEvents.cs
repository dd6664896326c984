using System.Diagnostics;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain;
using Points.Domain.Intake;
using Points.Domain.Ledger;
using Points.Domain.Messaging;
using Points.Domain.Observing;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.Messaging;
using Points.Functions.Observing;

namespace Points.Functions.Intake;

/// <summary>
/// Takes purchases and refunds that merchants send as messages. What came of one is stored before its message is
/// completed; one that can never be taken is dead-lettered at once; after a fault the broker delivers it again.
/// </summary>
public sealed partial class MerchantEvents(
    EventIntake intake,
    IEventOutcomes outcomes,
    TokenAuthenticator tokens,
    HttpPipeline pipeline,
    ILogger<MerchantEvents> log
)
{
    /// <summary>The application property that holds what is the <c>Authorization</c> header over HTTP.</summary>
    internal const string AuthorizationProperty = "authorization";

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
        if (await OutageHandling.Retry(() => Process(message, ct), ct) is { } unfit)
        {
            span.RecordFailure(unfit.Reason);
            LogRejected(message.SequenceNumber, unfit.Reason);
            await actions.DeadLetterMessageAsync(
                message,
                deadLetterReason: unfit.Reason,
                deadLetterErrorDescription: unfit.Description,
                cancellationToken: ct
            );
        }
        else
            await actions.CompleteMessageAsync(message, ct);
    }

    /// <returns>Null if what came of the message is stored.</returns>
    private async Task<MessageRejection?> Process(ServiceBusReceivedMessage message, CancellationToken ct)
    {
        var now = pipeline.Now;
        var authorization = message.ApplicationProperties.GetValueOrDefault(AuthorizationProperty) as string;
        if (
            await tokens.FindCaller(
                authorization,
                MessageTime.ToBusinessTime(message.EnqueuedTime, TimeProvider.System.GetUtcNow(), now)
            )
            is not { } caller
        )
            return MessageRejection.Unauthenticated;
        if (!caller.MayPost)
            return MessageRejection.NotAMerchant;
        var read = EventMessage.Read(message.Body.ToMemory(), message.MessageId, caller.IsOperator);
        if (!read.TryGetValue(out var posted))
            return MessageRejection.From(read.Errors);
        if (!caller.MayPostFor(posted.MerchantId))
            return MessageRejection.WrongMerchant(posted.MerchantId);

        // Of the merchant, whichever of its systems or operators sends it.
        var request = Request.From(
            $"merchant:{posted.MerchantId}",
            Queues.MerchantEvents,
            message.MessageId,
            posted.Fingerprint(),
            now
        );
        var stored =
            await outcomes.Find(posted.MerchantId, message.MessageId, ct)
            ?? await Handle(posted, message.MessageId, request, ct);
        return stored?.Fingerprint == request.Fingerprint ? null : MessageRejection.KeyReused;
    }

    /// <returns>The outcome that stands; null if the ledger knows the message's id with another command.</returns>
    private async Task<EventOutcome?> Handle(
        MerchantEvent posted,
        string messageId,
        Request request,
        CancellationToken ct
    )
    {
        var outcome = await intake.Handle(posted, request, ct);
        if (outcome is Outcome.Refused { Refusal: Refusal.IdempotencyKeyReused })
            return null;
        var answer = RefusalMetrics.Count(EventIntake.ToResponse(posted, outcome, toMerchant: true));
        return await outcomes.Record(
            new(
                posted.MerchantId,
                messageId,
                EventMessage.TypeOf(posted),
                posted.MemberId,
                outcome is Outcome.Booked,
                answer.Status,
                JsonElement.Parse(answer.Json().Span),
                request.Fingerprint,
                request.Now
            ),
            ct
        );
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "message {SequenceNumber} of a merchant could not be taken now and will come again"
    )]
    private partial void LogDeferred(Exception fault, long sequenceNumber);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "message {SequenceNumber} of a merchant is dead-lettered: {Reason}"
    )]
    private partial void LogRejected(long sequenceNumber, string reason);
}
