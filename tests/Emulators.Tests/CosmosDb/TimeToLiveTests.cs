using System.Net;
using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb;

/// <summary>The local store deletes documents after their time to live.</summary>
public sealed class TimeToLiveTests
{
    private static readonly PartitionKey Anna = new("anna");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_containers_time_to_live_When_it_has_passed_Then_404_and_the_id_is_free()
    {
        var clock = new ManualClock();
        await using var store = await StoreFixture.Open(time: clock, timeToLive: 60);
        await store.Members.CreateItemAsync(new Item("a", "anna", Balance: 1), Anna, cancellationToken: Cancellation);
        clock.Advance(TimeSpan.FromSeconds(59));
        await store.Members.ReadItemAsync<Item>("a", Anna, cancellationToken: Cancellation);
        clock.Advance(TimeSpan.FromSeconds(1));
        await DocumentTests.AssertRefused(HttpStatusCode.NotFound, () => store.Members.ReadItemAsync<Item>("a", Anna));
        await DocumentTests.AssertRefused(
            HttpStatusCode.NotFound,
            () => store.Members.DeleteItemAsync<Item>("a", Anna)
        );
        await store.Members.CreateItemAsync(new Item("a", "anna", Balance: 2), Anna, cancellationToken: Cancellation);
        Assert.Equal(
            2,
            (await store.Members.ReadItemAsync<Item>("a", Anna, cancellationToken: Cancellation)).Resource.Balance
        );
    }

    [Fact]
    public async Task Given_an_items_own_time_to_live_When_the_container_allows_it_Then_it_applies()
    {
        var clock = new ManualClock();
        await using var store = await StoreFixture.Open(time: clock, timeToLive: -1);
        await store.Members.CreateItemAsync(new Item("short", "anna", Ttl: 10), Anna, cancellationToken: Cancellation);
        await store.Members.CreateItemAsync(new Item("long", "anna"), Anna, cancellationToken: Cancellation);
        clock.Advance(TimeSpan.FromDays(400));
        await DocumentTests.AssertRefused(
            HttpStatusCode.NotFound,
            () => store.Members.ReadItemAsync<Item>("short", Anna)
        );
        await store.Members.ReadItemAsync<Item>("long", Anna, cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Given_an_items_own_time_to_live_When_the_container_has_none_Then_the_item_stays()
    {
        var clock = new ManualClock();
        await using var store = await StoreFixture.Open(time: clock);
        await store.Members.CreateItemAsync(new Item("short", "anna", Ttl: 10), Anna, cancellationToken: Cancellation);
        clock.Advance(TimeSpan.FromDays(400));
        await store.Members.ReadItemAsync<Item>("short", Anna, cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Given_expired_documents_When_querying_or_reading_changes_Then_they_do_not_come()
    {
        var clock = new ManualClock();
        await using var store = await StoreFixture.Open(time: clock, timeToLive: 60);
        await store.Members.CreateItemAsync(new Item("a", "anna", "entry"), Anna, cancellationToken: Cancellation);
        clock.Advance(TimeSpan.FromSeconds(61));
        using var query = store.Members.GetItemQueryIterator<Item>("SELECT * FROM c WHERE c.type = 'entry'");
        Assert.Empty(await query.ReadNextAsync(Cancellation));
        using var feed = store.Members.GetChangeFeedIterator<Item>(
            ChangeFeedStartFrom.Beginning(),
            ChangeFeedMode.LatestVersion
        );
        Assert.Equal(HttpStatusCode.NotModified, (await feed.ReadNextAsync(Cancellation)).StatusCode);
    }
}
