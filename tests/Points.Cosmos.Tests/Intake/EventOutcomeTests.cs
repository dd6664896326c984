using System.Text.Json;
using Emulators.CosmosDb;
using Points.Cosmos.Documents;
using Points.Cosmos.Intake;
using Points.Cosmos.Keys;

namespace Points.Cosmos.Tests.Intake;

/// <summary>The outcome of an event message is stored once, and stays.</summary>
public sealed class EventOutcomeTests(CosmosFixture cosmos)
{
    private readonly CosmosLedgerKeys _ledgers = new(cosmos.Client);
    private readonly CosmosEventOutcomes _outcomes = new(
        cosmos.Client,
        new(cosmos.Client),
        new CosmosLedgerKeys(cosmos.Client)
    );
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly string _merchantId = $"shop-{Guid.NewGuid():N}";

    [Fact]
    public async Task An_outcome_is_read_as_it_was_stored_and_only_under_its_merchant_and_id()
    {
        var outcome = Outcome("a/b", """{"points":100,"because":"积分"}""");

        await _outcomes.Record(outcome, Cancellation);

        AssertSame(outcome, (await Find("a/b"))!);
        Assert.Null(await Find("a"));
        Assert.Null(await _outcomes.Find(_merchantId + "a", "/b", Cancellation));
    }

    [Fact]
    public async Task Of_many_parallel_outcomes_the_first_counts_for_all()
    {
        var stored = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(number => _outcomes.Record(Outcome("m", $$"""{"points":{{number}}}"""), Cancellation))
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

        var stored = await _outcomes.Record(Outcome("lost", "{}"), Cancellation);

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
        await _outcomes.Record(refused, Cancellation);

        AssertSame(refused, await _outcomes.Record(booked with { Fingerprint = "other" }, Cancellation));
        AssertSame(booked, await _outcomes.Record(booked, Cancellation));
        AssertSame(booked, await _outcomes.Record(refused, Cancellation));

        AssertSame(booked, (await Find("m"))!);
    }

    [Fact]
    public async Task An_outcome_names_the_member_only_as_long_as_the_members_key_leads_to_them()
    {
        var wallet = await Sample.EnrolMember(cosmos);
        var key = (await _ledgers.Find(wallet.MemberId, Cancellation))!.Value;
        await _outcomes.Record(
            Outcome("enrolled", "{}") with
            {
                MemberId = wallet.MemberId,
                LedgerKey = key,
            },
            Cancellation
        );
        await _outcomes.Record(Outcome("erased", "{}") with { LedgerKey = _ledgers.Create().Value }, Cancellation);

        Assert.Equal(wallet.MemberId, (await Find("enrolled"))!.MemberId);
        Assert.Null((await Find("erased"))!.MemberId);
    }

    [Fact]
    public async Task An_outcome_from_before_keys_is_found_under_its_old_id_and_has_the_same_command()
    {
        var outcome = Outcome("old", "{}");
        var id = EventOutcomeDocument.IdOf(EventOutcomeDocument.DigestOf(_merchantId, "old"));
        await cosmos
            .Client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups)
            .TryCreate(
                id,
                EventOutcomeDocument.From(outcome, id),
                DocumentJson.Default.EventOutcomeDocument,
                Cancellation
            );

        var found = (await Find("old"))!;

        AssertSame(
            outcome with
            {
                Fingerprint = await new DeploymentKey(cosmos.Client).Protect("fingerprint", Cancellation),
            },
            found
        );
    }

    [Fact]
    public async Task All_instances_use_one_key()
    {
        var digests = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => new DeploymentKey(cosmos.Client).Protect("text", Cancellation).AsTask())
        );

        Assert.NotEqual("text", Assert.Single(digests.Distinct(StringComparer.Ordinal)));
    }

    private Task<EventOutcome?> Find(string messageId) => _outcomes.Find(_merchantId, messageId, Cancellation);

    private EventOutcome Outcome(string messageId, string body) =>
        new(
            _merchantId,
            messageId,
            "purchase",
            "m-1",
            LedgerKey: null,
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
