using System.Text.Json;
using Emulators.CosmosDb;
using Points.Cosmos.Intake;

namespace Points.Cosmos.Tests.Intake;

/// <summary>The outcome of an event message is stored once, and stays.</summary>
public sealed class EventOutcomeTests(CosmosFixture cosmos)
{
    private readonly CosmosEventOutcomes _outcomes = new(cosmos.Client);
    private readonly string _merchantId = $"shop-{Guid.NewGuid():N}";

    [Fact]
    public async Task An_outcome_is_read_as_it_was_stored_and_only_under_its_merchant_and_id()
    {
        var outcome = Outcome("a/b", """{"points":100,"because":"积分"}""");

        await _outcomes.Record(outcome, TestContext.Current.CancellationToken);

        AssertSame(outcome, (await Find("a/b"))!);
        Assert.Null(await Find("a"));
        Assert.Null(await _outcomes.Find(_merchantId + "a", "/b", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Of_many_parallel_outcomes_the_first_counts_for_all()
    {
        var stored = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(number =>
                    _outcomes.Record(Outcome("m", $$"""{"points":{{number}}}"""), TestContext.Current.CancellationToken)
                )
        );

        var first = (await Find("m"))!;
        Assert.All(stored, outcome => AssertSame(first, outcome));
    }

    [Fact]
    public async Task A_lost_response_creates_no_second_outcome()
    {
        cosmos
            .FaultsOrSkip()
            .InjectNext(
                1,
                InjectedFault.AnswerLost,
                (container, kind) => container == CosmosContainers.Lookups && kind == RequestKind.Batch
            );

        var stored = await _outcomes.Record(Outcome("lost", "{}"), TestContext.Current.CancellationToken);

        AssertSame(stored, (await Find("lost"))!);
    }

    [Fact]
    public async Task A_booking_replaces_only_a_refusal_of_the_same_command()
    {
        var (booked, refused) = (
            Outcome("m", """{"points":1}"""),
            Outcome("m", """{"code":"member-not-enrolled"}""") with
            {
                IsAccepted = false,
                StatusCode = 409,
            }
        );
        await _outcomes.Record(refused, TestContext.Current.CancellationToken);

        AssertSame(
            refused,
            await _outcomes.Record(booked with { Fingerprint = "other" }, TestContext.Current.CancellationToken)
        );
        AssertSame(booked, await _outcomes.Record(booked, TestContext.Current.CancellationToken));
        AssertSame(booked, await _outcomes.Record(refused, TestContext.Current.CancellationToken));

        AssertSame(booked, (await Find("m"))!);
    }

    private Task<EventOutcome?> Find(string messageId) =>
        _outcomes.Find(_merchantId, messageId, TestContext.Current.CancellationToken);

    private EventOutcome Outcome(string messageId, string body) =>
        new(
            _merchantId,
            messageId,
            "purchase",
            "m-1",
            IsAccepted: true,
            201,
            JsonElement.Parse(body),
            "fingerprint",
            new(2027, 1, 30, 18, 5, 0, 7, TimeSpan.Zero)
        );

    private static void AssertSame(EventOutcome expected, EventOutcome actual)
    {
        Assert.Equal(expected with { Body = default }, actual with { Body = default });
        Assert.True(JsonElement.DeepEquals(expected.Body, actual.Body));
    }
}
