using System.Net;
using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb;

/// <summary>Transactional batches on the local store, sent by the real SDK.</summary>
public sealed class BatchTests
{
    private static readonly PartitionKey Anna = new("anna");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(1), InlineData(4)]
    public async Task Given_valid_operations_When_run_as_a_batch_Then_all_are_done(int ranges)
    {
        await using var store = await StoreFixture.Open(ranges);
        var wallet = await store.Members.CreateItemAsync(
            new Item("w", "anna", "wallet"),
            Anna,
            cancellationToken: Cancellation
        );
        using var done = await store
            .Members.CreateTransactionalBatch(Anna)
            .CreateItem(new Item("e1", "anna", "entry"))
            .ReplaceItem(
                "w",
                new Item("w", "anna", "wallet", Balance: 9),
                new TransactionalBatchItemRequestOptions { IfMatchEtag = wallet.ETag }
            )
            .UpsertItem(new Item("o", "anna", "order"))
            .ExecuteAsync(Cancellation);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Created],
            done.Select(result => result.StatusCode)
        );
        var read = await store.Members.ReadItemAsync<Item>("w", Anna, cancellationToken: Cancellation);
        Assert.Equal((9, done[1].ETag), (read.Resource.Balance, read.ETag));
    }

    [Fact]
    public async Task Given_a_duplicate_in_a_batch_When_run_Then_409_and_424_and_nothing_is_done()
    {
        await using var store = await StoreFixture.Open();
        await store.Members.CreateItemAsync(new Item("e1", "anna"), Anna, cancellationToken: Cancellation);
        using var refused = await store
            .Members.CreateTransactionalBatch(Anna)
            .CreateItem(new Item("e0", "anna"))
            .CreateItem(new Item("e1", "anna"))
            .CreateItem(new Item("e2", "anna"))
            .ExecuteAsync(Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(
            [HttpStatusCode.FailedDependency, HttpStatusCode.Conflict, HttpStatusCode.FailedDependency],
            refused.Select(result => result.StatusCode)
        );
        await DocumentTests.AssertRefused(HttpStatusCode.NotFound, () => store.Members.ReadItemAsync<Item>("e0", Anna));
    }

    [Fact]
    public async Task Given_a_stale_etag_in_a_batch_When_run_Then_412_and_nothing_is_done()
    {
        await using var store = await StoreFixture.Open();
        var first = await store.Members.CreateItemAsync(new Item("w", "anna"), Anna, cancellationToken: Cancellation);
        await store.Members.ReplaceItemAsync(
            new Item("w", "anna", Balance: 1),
            "w",
            Anna,
            cancellationToken: Cancellation
        );
        using var refused = await store
            .Members.CreateTransactionalBatch(Anna)
            .CreateItem(new Item("e", "anna"))
            .ReplaceItem(
                "w",
                new Item("w", "anna", Balance: 2),
                new TransactionalBatchItemRequestOptions { IfMatchEtag = first.ETag }
            )
            .ExecuteAsync(Cancellation);
        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        await DocumentTests.AssertRefused(HttpStatusCode.NotFound, () => store.Members.ReadItemAsync<Item>("e", Anna));
    }

    [Fact]
    public async Task Given_operations_on_one_document_When_run_as_a_batch_Then_each_sees_the_one_before()
    {
        await using var store = await StoreFixture.Open();
        using var done = await store
            .Members.CreateTransactionalBatch(Anna)
            .CreateItem(new Item("a", "anna", Balance: 1))
            .PatchItem("a", [PatchOperation.Increment("/balance", 2)])
            .ReadItem("a")
            .DeleteItem("a")
            .CreateItem(new Item("a", "anna", Balance: 10))
            .ExecuteAsync(Cancellation);
        Assert.True(done.IsSuccessStatusCode);
        Assert.Equal(3, done.GetOperationResultAtIndex<Item>(2).Resource.Balance);
        Assert.Equal(
            10,
            (await store.Members.ReadItemAsync<Item>("a", Anna, cancellationToken: Cancellation)).Resource.Balance
        );
    }

    // 100 operations is the limit of Cosmos DB.
    [Fact]
    public async Task Given_101_operations_When_run_as_a_batch_Then_400()
    {
        await using var store = await StoreFixture.Open();
        var batch = store.Members.CreateTransactionalBatch(Anna);
        for (var i = 0; i <= 100; i++)
            batch.CreateItem(new Item($"e{i}", "anna"));
        using var refused = await batch.ExecuteAsync(Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Given_100_operations_When_run_as_a_batch_Then_all_are_done()
    {
        await using var store = await StoreFixture.Open();
        var batch = store.Members.CreateTransactionalBatch(Anna);
        for (var i = 0; i < 100; i++)
            batch.CreateItem(new Item($"e{i}", "anna"));
        using var done = await batch.ExecuteAsync(Cancellation);
        Assert.Equal((HttpStatusCode.OK, 100), (done.StatusCode, done.Count));
    }
}
