using System.Net;
using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb;

/// <summary>The change feed of the local store, read by the real SDK.</summary>
public sealed class ChangeFeedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(1), InlineData(4)]
    public async Task Given_changes_When_reading_from_the_beginning_Then_each_document_comes_once(int ranges)
    {
        await using var store = await StoreFixture.Open(ranges);
        await Create(store, 0, 25);
        await store.Members.ReplaceItemAsync(
            new Item("w", "member-3", Balance: 99),
            "w",
            new PartitionKey("member-3"),
            cancellationToken: Cancellation
        );
        using var feed = Feed(store, ChangeFeedStartFrom.Beginning());
        var (items, _) = await Drain(feed);
        Assert.Equal(25, items.Count);
        Assert.Equal(99, Assert.Single(items, item => item.MemberId == "member-3").Balance);
    }

    [Theory, InlineData(1), InlineData(4)]
    public async Task Given_a_drained_feed_When_more_changes_come_Then_its_token_continues_with_only_those(int ranges)
    {
        await using var store = await StoreFixture.Open(ranges);
        await Create(store, 0, 10);
        using var feed = Feed(store, ChangeFeedStartFrom.Beginning());
        var (_, token) = await Drain(feed);
        await Create(store, 10, 5);
        using var later = Feed(store, ChangeFeedStartFrom.ContinuationToken(token));
        var (items, _) = await Drain(later);
        Assert.Equal(
            ["member-10", "member-11", "member-12", "member-13", "member-14"],
            items.Select(item => item.MemberId).Order()
        );
    }

    [Fact]
    public async Task Given_old_changes_When_reading_from_now_Then_only_later_changes_come()
    {
        await using var store = await StoreFixture.Open();
        await Create(store, 0, 10);
        using var feed = Feed(store, ChangeFeedStartFrom.Now());
        var (nothing, token) = await Drain(feed);
        Assert.Empty(nothing);
        await Create(store, 10, 1);
        using var later = Feed(store, ChangeFeedStartFrom.ContinuationToken(token));
        var (items, _) = await Drain(later);
        Assert.Equal("member-10", Assert.Single(items).MemberId);
    }

    [Fact]
    public async Task Given_a_start_time_When_reading_Then_only_changes_since_then_come()
    {
        var clock = new ManualClock();
        await using var store = await StoreFixture.Open(time: clock);
        await Create(store, 0, 3);
        clock.Advance(TimeSpan.FromHours(1));
        var since = clock.GetUtcNow().UtcDateTime;
        await Create(store, 3, 2);
        using var feed = Feed(store, ChangeFeedStartFrom.Time(since));
        var (items, _) = await Drain(feed);
        Assert.Equal(["member-3", "member-4"], items.Select(item => item.MemberId));
    }

    [Fact]
    public async Task Given_one_partition_When_reading_its_feed_Then_only_its_changes_come()
    {
        await using var store = await StoreFixture.Open(4);
        await Create(store, 0, 20);
        using var feed = Feed(
            store,
            ChangeFeedStartFrom.Beginning(FeedRange.FromPartitionKey(new PartitionKey("member-5")))
        );
        var (items, _) = await Drain(feed);
        Assert.Equal("member-5", Assert.Single(items).MemberId);
    }

    [Theory, InlineData(1), InlineData(4)]
    public async Task Given_a_change_feed_processor_When_documents_change_Then_it_delivers_every_document(int ranges)
    {
        await using var store = await StoreFixture.Open(ranges);
        var leases = await store.CreateContainer("leases", "/id");
        await Create(store, 0, 5);
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, long>();
        var all = new TaskCompletionSource();
        var processor = store
            .Members.GetChangeFeedProcessorBuilder<Item>(
                "relay",
                (items, _) =>
                {
                    foreach (var item in items)
                        seen[item.MemberId] = item.Balance;
                    if (seen.Count == 12)
                        all.TrySetResult();
                    return Task.CompletedTask;
                }
            )
            .WithInstanceName("test")
            .WithLeaseContainer(leases)
            .WithPollInterval(TimeSpan.FromMilliseconds(50))
            .WithStartTime(DateTime.MinValue.ToUniversalTime())
            .Build();
        await processor.StartAsync();
        await Create(store, 5, 7);
        await all.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        await processor.StopAsync();
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"member-{i}").Order(), seen.Keys.Order());
    }

    private static async Task Create(StoreFixture store, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            var item = new Item("w", $"member-{i}", Balance: i);
            await store.Members.CreateItemAsync(item, item.Key, cancellationToken: Cancellation);
        }
    }

    private static FeedIterator<Item> Feed(StoreFixture store, ChangeFeedStartFrom start) =>
        store.Members.GetChangeFeedIterator<Item>(
            start,
            ChangeFeedMode.LatestVersion,
            new ChangeFeedRequestOptions { PageSizeHint = 4 }
        );

    private static async Task<(List<Item> Items, string Token)> Drain(FeedIterator<Item> feed)
    {
        var items = new List<Item>();
        while (true)
        {
            var page = await feed.ReadNextAsync(Cancellation);
            if (page.StatusCode == HttpStatusCode.NotModified)
                return (items, page.ContinuationToken);
            items.AddRange(page);
        }
    }
}
