using System.Net;
using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb;

public sealed class MissingTests
{
    /// <summary>The sub-status of a 404 when the container or database is missing.</summary>
    private const int OwnerMissing = 1003;

    private static readonly PartitionKey Anna = new("anna");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData("points", "nothing"), InlineData("nothing", "members")]
    public async Task Given_no_such_container_When_reading_querying_or_writing_Then_404_with_the_missing_owner(
        string database,
        string name
    )
    {
        await using var store = await StoreFixture.Open();
        var container = store.Client.GetContainer(database, name);
        await AssertRefused(
            OwnerMissing,
            () => container.ReadItemAsync<Item>("w", Anna, cancellationToken: Cancellation)
        );
        using var read = await container.ReadItemStreamAsync("w", Anna, cancellationToken: Cancellation);
        AssertMissing(OwnerMissing, read.StatusCode, read.Headers);
        using var query = container.GetItemQueryIterator<Item>("SELECT * FROM c");
        await AssertRefused(OwnerMissing, () => query.ReadNextAsync(Cancellation));
        await AssertRefused(
            OwnerMissing,
            () => container.CreateItemAsync(new Item("w", "anna"), Anna, cancellationToken: Cancellation)
        );
        await AssertRefused(
            OwnerMissing,
            () => container.CreateTransactionalBatch(Anna).ReadItem("w").ExecuteAsync(Cancellation)
        );
    }

    [Fact]
    public async Task Given_a_container_deleted_by_another_client_When_reading_Then_404_with_the_missing_owner()
    {
        await using var store = await StoreFixture.Open();
        await store.Members.CreateItemAsync(new Item("w", "anna"), Anna, cancellationToken: Cancellation);
        using var other = store.Store.Connect();
        await other.GetContainer("points", "members").DeleteContainerAsync(cancellationToken: Cancellation);
        await AssertRefused(
            OwnerMissing,
            () => store.Members.ReadItemAsync<Item>("w", Anna, cancellationToken: Cancellation)
        );
    }

    [Fact]
    public async Task Given_no_such_document_When_reading_replacing_or_deleting_Then_404_without_a_sub_status()
    {
        await using var store = await StoreFixture.Open();
        await AssertRefused(0, () => store.Members.ReadItemAsync<Item>("w", Anna, cancellationToken: Cancellation));
        await AssertRefused(
            0,
            () => store.Members.ReplaceItemAsync(new Item("w", "anna"), "w", Anna, cancellationToken: Cancellation)
        );
        await AssertRefused(0, () => store.Members.DeleteItemAsync<Item>("w", Anna, cancellationToken: Cancellation));
        using var read = await store.Members.ReadItemStreamAsync("w", Anna, cancellationToken: Cancellation);
        AssertMissing(0, read.StatusCode, read.Headers);
    }

    private static async Task AssertRefused(int subStatus, Func<Task> request)
    {
        var refusal = await Assert.ThrowsAnyAsync<CosmosException>(request);
        Assert.Equal((HttpStatusCode.NotFound, subStatus), (refusal.StatusCode, refusal.SubStatusCode));
    }

    private static void AssertMissing(int subStatus, HttpStatusCode status, Headers headers)
    {
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal(subStatus, int.Parse(headers["x-ms-substatus"] ?? "0", null));
    }
}
