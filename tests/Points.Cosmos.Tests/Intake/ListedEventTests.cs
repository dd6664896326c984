using System.Text.Json;
using Points.Cosmos.Intake;
using Points.Cosmos.Keys;

namespace Points.Cosmos.Tests.Intake;

/// <summary>Outcomes are listed over many months, and a page looks through some of them.</summary>
public sealed class ListedEventTests(CosmosFixture cosmos)
{
    private static readonly DateTimeOffset Start = new(2027, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly string _merchantId = $"shop-{Guid.NewGuid():N}";
    private readonly CosmosEventOutcomes _outcomes = new(
        cosmos.Client,
        new(cosmos.Client),
        new CosmosLedgerKeys(cosmos.Client)
    );

    private CosmosListedEvents Events => new(cosmos.Client, new(cosmos.Client), _outcomes);

    [Fact]
    public async Task A_page_may_be_empty_although_an_older_outcome_follows()
    {
        var events = Events;
        for (var month = 0; month < 30; month++)
            await Add(events, $"m-{month}", month, isAccepted: month > 0);

        var (seen, pages, before) = (new List<string>(), 0, (string?)null);
        do
        {
            var page = await Events.List(_merchantId, isAccepted: false, from: null, before, 10, Cancellation);
            seen.AddRange(page.Items.Select(it => it.MessageId));
            (before, pages) = (page.Next, pages + 1);
        } while (before is not null);

        Assert.Equal(["m-0"], seen);
        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task Pages_end_within_months_and_an_outcome_is_listed_once_however_often_it_is_added()
    {
        for (var number = 0; number < 20; number++)
        for (var repeat = 0; repeat < 2; repeat++)
            await Add(Events, $"m-{number}", number / 3, isAccepted: true, number % 3);

        var (seen, before) = (new List<string>(), (string?)null);
        do
        {
            var page = await Events.List(_merchantId, isAccepted: null, Start.AddMonths(1), before, 4, Cancellation);
            seen.AddRange(page.Items.Select(it => it.MessageId));
            before = page.Next;
        } while (before is not null);

        Assert.Equal(Enumerable.Range(3, 17).Reverse().Select(number => $"m-{number}"), seen);
    }

    private async Task Add(CosmosListedEvents events, string messageId, int month, bool isAccepted, int minute = 0)
    {
        var outcome = new EventOutcome(
            _merchantId,
            messageId,
            "purchase",
            "ming",
            LedgerKey: null,
            isAccepted,
            isAccepted ? 201 : 409,
            JsonElement.Parse("{}"),
            "fingerprint",
            Start.AddMonths(month).AddMinutes(minute)
        );
        await events.Add(await _outcomes.Record(outcome, Cancellation), Cancellation);
    }
}
