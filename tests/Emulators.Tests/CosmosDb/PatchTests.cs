using System.Net;
using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb;

/// <summary>Patches on the local store, sent by the real SDK.</summary>
public sealed class PatchTests
{
    private static readonly PartitionKey Anna = new("anna");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_operations_of_every_kind_When_patching_Then_they_apply_in_order()
    {
        await using var store = await StoreFixture.Open();
        await store.Members.CreateItemAsync(
            new Item("w", "anna", "old", 3, Balance: 10),
            Anna,
            cancellationToken: Cancellation
        );
        await store.Members.PatchItemAsync<Item>(
            "w",
            Anna,
            [
                PatchOperation.Set("/type", "wallet"),
                PatchOperation.Add("/nextDueAt", "2027-01-01"),
                PatchOperation.Replace("/sequence", 4),
                PatchOperation.Increment("/balance", -3),
                PatchOperation.Add("/programmeId", "p"),
                PatchOperation.Remove("/programmeId"),
            ],
            cancellationToken: Cancellation
        );
        var read = await store.Members.ReadItemAsync<Item>("w", Anna, cancellationToken: Cancellation);
        Assert.Equal(new Item("w", "anna", "wallet", 4, "2027-01-01", Balance: 7), read.Resource);
    }

    [Fact]
    public async Task Given_a_false_filter_predicate_When_patching_Then_412_and_nothing_changes()
    {
        await using var store = await StoreFixture.Open();
        await store.Members.CreateItemAsync(new Item("w", "anna", Balance: 5), Anna, cancellationToken: Cancellation);
        var spend = new PatchItemRequestOptions
        {
            FilterPredicate = "FROM c WHERE c.balance >= 5 AND c.memberId = 'anna'",
        };
        await store.Members.PatchItemAsync<Item>(
            "w",
            Anna,
            [PatchOperation.Increment("/balance", -5)],
            spend,
            Cancellation
        );
        await DocumentTests.AssertRefused(
            HttpStatusCode.PreconditionFailed,
            () => store.Members.PatchItemAsync<Item>("w", Anna, [PatchOperation.Increment("/balance", -5)], spend)
        );
        Assert.Equal(
            0,
            (await store.Members.ReadItemAsync<Item>("w", Anna, cancellationToken: Cancellation)).Resource.Balance
        );
    }

    [Fact]
    public async Task Given_a_false_filter_predicate_in_a_batch_When_run_Then_412_and_nothing_is_done()
    {
        await using var store = await StoreFixture.Open();
        await store.Members.CreateItemAsync(new Item("w", "anna", Balance: 5), Anna, cancellationToken: Cancellation);
        using var refused = await store
            .Members.CreateTransactionalBatch(Anna)
            .CreateItem(new Item("lease", "anna"))
            .PatchItem(
                "w",
                [PatchOperation.Increment("/balance", -6)],
                new TransactionalBatchPatchItemRequestOptions { FilterPredicate = "FROM c WHERE c.balance >= 6" }
            )
            .ExecuteAsync(Cancellation);
        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        await DocumentTests.AssertRefused(
            HttpStatusCode.NotFound,
            () => store.Members.ReadItemAsync<Item>("lease", Anna)
        );
    }

    [Fact]
    public async Task Given_many_increments_at_once_When_patching_Then_none_is_lost()
    {
        await using var store = await StoreFixture.Open();
        await store.Members.CreateItemAsync(new Item("w", "anna"), Anna, cancellationToken: Cancellation);
        await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ =>
                    store.Members.PatchItemAsync<Item>(
                        "w",
                        Anna,
                        [PatchOperation.Increment("/balance", 1)],
                        cancellationToken: Cancellation
                    )
                )
        );
        Assert.Equal(
            50,
            (await store.Members.ReadItemAsync<Item>("w", Anna, cancellationToken: Cancellation)).Resource.Balance
        );
    }

    [Fact]
    public async Task Given_no_document_or_a_wrong_path_When_patching_Then_404_and_400()
    {
        await using var store = await StoreFixture.Open();
        await DocumentTests.AssertRefused(
            HttpStatusCode.NotFound,
            () => store.Members.PatchItemAsync<Item>("w", Anna, [PatchOperation.Set("/a", 1)])
        );
        await store.Members.CreateItemAsync(new Item("w", "anna"), Anna, cancellationToken: Cancellation);
        await DocumentTests.AssertRefused(
            HttpStatusCode.BadRequest,
            () => store.Members.PatchItemAsync<Item>("w", Anna, [PatchOperation.Replace("/missing", 1)])
        );
        await DocumentTests.AssertRefused(
            HttpStatusCode.BadRequest,
            () => store.Members.PatchItemAsync<Item>("w", Anna, [PatchOperation.Set("/memberId", "berta")])
        );
        await DocumentTests.AssertRefused(
            HttpStatusCode.BadRequest,
            () => store.Members.PatchItemAsync<Item>("w", Anna, [PatchOperation.Set("/id", "x")])
        );
    }
}
