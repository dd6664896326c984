using Azure.Messaging.ServiceBus;
using Points.Domain;
using Points.Domain.Messaging;
using Points.Functions.Worker;

namespace Points.Functions.Tests.Worker;

/// <summary>Dead letters are peeked at in as many requests as the service needs.</summary>
public sealed class ServiceBusDeadLettersTests
{
    private const string Queue = "merchant-events";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Short_answers_are_followed_by_more_requests_until_the_limit_or_the_end()
    {
        var letters = new ServiceBusDeadLetters(new FakeClient(new(perAnswer: 2, 3, 5, 6, 9, 12)));

        Assert.Equal("3 5 6 9 12", await Read(letters, after: 0, limit: 50));
        Assert.Equal("3 5 6", await Read(letters, after: 0, limit: 3));
        Assert.Equal("9 12", await Read(letters, after: 6, limit: 50));
        Assert.Equal("", await Read(letters, after: 12, limit: 50));
    }

    [Fact]
    public async Task A_dead_letter_has_reason_and_properties_as_text()
    {
        var letter = Assert.Single(
            await new ServiceBusDeadLetters(new FakeClient(new(perAnswer: 1, 3))).Read(Queue, 0, 1, Cancellation)
        );

        Assert.Equal(
            ("m-3", "invalid-message", "type is required", 2),
            (letter.MessageId, letter.Reason, letter.Description, letter.DeliveryCount)
        );
        Assert.Equal("7", letter.Properties["attempt"]);
        Assert.DoesNotContain("DeadLetterReason", letter.Properties.Keys);
    }

    [Fact]
    public async Task A_queue_that_is_busy_or_silent_is_told_from_faults()
    {
        await Assert.ThrowsAsync<StoreBusyException>(() =>
            Fail(new ServiceBusException("busy", ServiceBusFailureReason.ServiceBusy))
        );
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            Fail(new ServiceBusException("late", ServiceBusFailureReason.ServiceTimeout))
        );
        await Assert.ThrowsAsync<ServiceBusException>(() =>
            Fail(new ServiceBusException("none", ServiceBusFailureReason.MessagingEntityNotFound))
        );
    }

    private static Task<IReadOnlyList<DeadLetter>> Fail(Exception fault) =>
        new ServiceBusDeadLetters(new FakeClient(new(perAnswer: 1, 3) { Fault = fault })).Read(
            Queue,
            0,
            1,
            Cancellation
        );

    private static async Task<string> Read(ServiceBusDeadLetters letters, long after, int limit) =>
        string.Join(' ', (await letters.Read(Queue, after, limit, Cancellation)).Select(it => it.SequenceNumber));

    private sealed class FakeClient(FakeReceiver receiver) : ServiceBusClient
    {
        public override ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options)
        {
            Assert.Equal((Queue, SubQueue.DeadLetter), (queueName, options.SubQueue));
            return receiver;
        }
    }

    /// <summary>Answers like the service: at most so many messages at once, from a sequence number on.</summary>
    private sealed class FakeReceiver(int perAnswer, params long[] sequenceNumbers) : ServiceBusReceiver
    {
        public Exception? Fault { get; init; }

        public override Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
            int maxMessages,
            long? fromSequenceNumber = null,
            CancellationToken cancellationToken = default
        ) =>
            Fault is null
                ? Task.FromResult<IReadOnlyList<ServiceBusReceivedMessage>>([
                    .. sequenceNumbers
                        .Where(number => number >= fromSequenceNumber)
                        .Take(Math.Min(maxMessages, perAnswer))
                        .Select(Create),
                ])
                : Task.FromException<IReadOnlyList<ServiceBusReceivedMessage>>(Fault);

        private static ServiceBusReceivedMessage Create(long number) =>
            ServiceBusModelFactory.ServiceBusReceivedMessage(
                BinaryData.FromString("{}"),
                messageId: $"m-{number}",
                properties: new Dictionary<string, object>
                {
                    ["attempt"] = 7,
                    ["DeadLetterReason"] = "invalid-message",
                    ["DeadLetterErrorDescription"] = "type is required",
                },
                sequenceNumber: number,
                deliveryCount: 2
            );
    }
}
