using System.Net;
using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb;

/// <summary>Reads and writes of one document on the local store, sent by the real SDK.</summary>
public sealed class DocumentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(1), InlineData(4)]
    public async Task Given_no_document_When_creating_it_Then_it_can_be_read_at_once(int ranges)
    {
        await using var store = await StoreFixture.Open(ranges);
        var item = new Item("w", "anna", "wallet", Balance: 7);
        var created = await store.Members.CreateItemAsync(item, item.Key, cancellationToken: Cancellation);
        var read = await store.Members.ReadItemAsync<Item>("w", item.Key, cancellationToken: Cancellation);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(item, read.Resource);
        Assert.Equal(created.ETag, read.ETag);
        Assert.True(read.RequestCharge > 0);
    }

    [Theory, InlineData(1), InlineData(4)]
    public async Task Given_a_document_When_creating_it_again_Then_409(int ranges)
    {
        await using var store = await StoreFixture.Open(ranges);
        var item = new Item("w", "anna");
        await store.Members.CreateItemAsync(item, item.Key, cancellationToken: Cancellation);
        await AssertRefused(HttpStatusCode.Conflict, () => store.Members.CreateItemAsync(item, item.Key));
    }

    [Theory, InlineData(1), InlineData(4)]
    public async Task Given_one_id_in_many_partitions_When_reading_Then_each_partition_has_its_own_document(int ranges)
    {
        await using var store = await StoreFixture.Open(ranges);
        for (var i = 0; i < 20; i++)
        {
            var item = new Item("w", $"member-{i}", Balance: i);
            await store.Members.CreateItemAsync(item, item.Key, cancellationToken: Cancellation);
        }
        for (var i = 0; i < 20; i++)
        {
            var read = await store.Members.ReadItemAsync<Item>(
                "w",
                new PartitionKey($"member-{i}"),
                cancellationToken: Cancellation
            );
            Assert.Equal(i, read.Resource.Balance);
        }
        await AssertRefused(
            HttpStatusCode.NotFound,
            () => store.Members.ReadItemAsync<Item>("w", new PartitionKey("nobody"))
        );
    }

    [Fact]
    public async Task Given_a_stale_etag_When_replacing_Then_412_and_nothing_changes()
    {
        await using var store = await StoreFixture.Open();
        var item = new Item("w", "anna", Balance: 1);
        var first = await store.Members.CreateItemAsync(item, item.Key, cancellationToken: Cancellation);
        var second = await store.Members.ReplaceItemAsync(
            item with
            {
                Balance = 2,
            },
            "w",
            item.Key,
            new ItemRequestOptions { IfMatchEtag = first.ETag },
            Cancellation
        );
        Assert.NotEqual(first.ETag, second.ETag);
        await AssertRefused(
            HttpStatusCode.PreconditionFailed,
            () =>
                store.Members.ReplaceItemAsync(
                    item with
                    {
                        Balance = 3,
                    },
                    "w",
                    item.Key,
                    new ItemRequestOptions { IfMatchEtag = first.ETag }
                )
        );
        await AssertRefused(
            HttpStatusCode.PreconditionFailed,
            () =>
                store.Members.DeleteItemAsync<Item>("w", item.Key, new ItemRequestOptions { IfMatchEtag = first.ETag })
        );
        var read = await store.Members.ReadItemAsync<Item>("w", item.Key, cancellationToken: Cancellation);
        Assert.Equal(2, read.Resource.Balance);
    }

    [Fact]
    public async Task Given_no_document_When_replacing_or_deleting_Then_404()
    {
        await using var store = await StoreFixture.Open();
        var item = new Item("w", "anna");
        await AssertRefused(HttpStatusCode.NotFound, () => store.Members.ReplaceItemAsync(item, "w", item.Key));
        await AssertRefused(HttpStatusCode.NotFound, () => store.Members.DeleteItemAsync<Item>("w", item.Key));
    }

    [Fact]
    public async Task Given_a_deleted_document_When_creating_it_again_Then_201()
    {
        await using var store = await StoreFixture.Open();
        var item = new Item("w", "anna");
        await store.Members.CreateItemAsync(item, item.Key, cancellationToken: Cancellation);
        await store.Members.DeleteItemAsync<Item>("w", item.Key, cancellationToken: Cancellation);
        var again = await store.Members.CreateItemAsync(item, item.Key, cancellationToken: Cancellation);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    [Fact]
    public async Task Given_no_document_When_upserting_it_twice_Then_201_and_200()
    {
        await using var store = await StoreFixture.Open();
        var item = new Item("w", "anna");
        Assert.Equal(
            HttpStatusCode.Created,
            (await store.Members.UpsertItemAsync(item, item.Key, cancellationToken: Cancellation)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.OK,
            (await store.Members.UpsertItemAsync(item, item.Key, cancellationToken: Cancellation)).StatusCode
        );
    }

    [Fact]
    public async Task Given_the_current_etag_When_reading_with_If_None_Match_Then_304()
    {
        await using var store = await StoreFixture.Open();
        var item = new Item("w", "anna");
        var created = await store.Members.CreateItemAsync(item, item.Key, cancellationToken: Cancellation);
        await AssertRefused(
            HttpStatusCode.NotModified,
            () =>
                store.Members.ReadItemAsync<Item>(
                    "w",
                    item.Key,
                    new ItemRequestOptions { IfNoneMatchEtag = created.ETag }
                )
        );
    }

    [Fact]
    public async Task Given_a_document_over_two_megabytes_When_creating_Then_413()
    {
        await using var store = await StoreFixture.Open();
        var item = new Item("w", "anna", new string('x', 2 * 1024 * 1024));
        await AssertRefused(HttpStatusCode.RequestEntityTooLarge, () => store.Members.CreateItemAsync(item, item.Key));
    }

    [Fact]
    public async Task Given_another_partition_key_in_the_document_When_creating_Then_400()
    {
        await using var store = await StoreFixture.Open();
        await AssertRefused(
            HttpStatusCode.BadRequest,
            () => store.Members.CreateItemAsync(new Item("w", "anna"), new PartitionKey("berta"))
        );
    }

    [Fact]
    public async Task Given_a_document_with_system_properties_When_storing_it_Then_the_store_sets_its_own()
    {
        await using var store = await StoreFixture.Open();
        var item = new Item("w", "anna");
        await store.Members.CreateItemAsync(item, item.Key, cancellationToken: Cancellation);
        var read = await store.Members.ReadItemAsync<Dictionary<string, object>>(
            "w",
            item.Key,
            cancellationToken: Cancellation
        );
        await store.Members.ReplaceItemAsync(read.Resource, "w", item.Key, cancellationToken: Cancellation);
        using var stored = await store.Members.ReadItemStreamAsync("w", item.Key, cancellationToken: Cancellation);
        var text = await new StreamReader(stored.Content).ReadToEndAsync(Cancellation);
        Assert.Equal(2, text.Split("_etag").Length);
        Assert.Contains(stored.Headers.ETag.Trim('"'), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_restart_When_reading_Then_everything_is_there_and_the_sequence_continues()
    {
        await using var store = await StoreFixture.Open();
        var item = new Item("w", "anna", Balance: 5);
        var created = await store.Members.CreateItemAsync(item, item.Key, cancellationToken: Cancellation);
        var last = await store.Members.CreateItemAsync(
            item with
            {
                Id = "x",
            },
            item.Key,
            cancellationToken: Cancellation
        );
        await store.Members.DeleteItemAsync<Item>("x", item.Key, cancellationToken: Cancellation);
        store.Client.Dispose();
        await store.Store.DisposeAsync();

        await using var reopened = await StoreFixture.Reopen(store.Options);
        var read = await reopened.Members.ReadItemAsync<Item>("w", item.Key, cancellationToken: Cancellation);
        Assert.Equal((item, created.ETag), (read.Resource, read.ETag));
        var next = await reopened.Members.CreateItemAsync(
            item with
            {
                Id = "y",
            },
            item.Key,
            cancellationToken: Cancellation
        );
        Assert.True(string.CompareOrdinal(next.ETag, last.ETag) > 0);
    }

    internal static async Task AssertRefused(HttpStatusCode status, Func<Task> request)
    {
        var refusal = await Assert.ThrowsAnyAsync<CosmosException>(request);
        Assert.Equal(status, refusal.StatusCode);
    }
}
