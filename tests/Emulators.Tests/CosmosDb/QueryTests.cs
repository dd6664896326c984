using System.Net;
using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb;

/// <summary>Queries on the local store, sent by the real SDK.</summary>
public sealed class QueryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(1), InlineData(4)]
    public async Task Given_due_and_other_wallets_When_querying_all_partitions_Then_only_the_due_ones_come(int ranges)
    {
        await using var store = await StoreFixture.Open(ranges);
        await Fill(store.Members);
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.nextDueAt <= @now")
            .WithParameter("@type", "wallet")
            .WithParameter("@now", "2027-01-20");
        var found = await store.Members.QueryAll<Item>(query, new QueryRequestOptions { MaxItemCount = 3 });
        Assert.Equal(20, found.Count);
        Assert.Equal(20, found.Select(item => item.MemberId).Distinct().Count());
        Assert.All(found, item => Assert.True(string.CompareOrdinal(item.NextDueAt, "2027-01-20") <= 0));
    }

    [Theory, InlineData("c.value = 1"), InlineData("c.left > 1"), InlineData("c.Order = 1")]
    public async Task Given_a_keyword_as_a_name_after_a_dot_When_querying_Then_400(string condition)
    {
        await using var store = await StoreFixture.Open(1);

        var refused = await Assert.ThrowsAsync<CosmosException>(() =>
            store.Members.QueryAll<Item>(
                new QueryDefinition($"SELECT * FROM c WHERE {condition}"),
                new QueryRequestOptions()
            )
        );

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory, InlineData(1), InlineData(4)]
    public async Task Given_due_wallets_When_querying_all_partitions_in_order_Then_the_earliest_come_first(int ranges)
    {
        await using var store = await StoreFixture.Open(ranges);
        await Fill(store.Members);
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = 'wallet' AND c.nextDueAt > '2027-01-10' ORDER BY c.nextDueAt"
        );
        var found = await store.Members.QueryAll<Item>(query, new QueryRequestOptions { MaxItemCount = 7 });
        Assert.Equal(30, found.Count);
        Assert.Equal(
            found.Select(item => item.NextDueAt).Order(StringComparer.Ordinal),
            found.Select(item => item.NextDueAt)
        );
    }

    [Theory, InlineData(1), InlineData(4)]
    public async Task Given_entries_of_two_members_When_reading_one_history_Then_only_its_entries_latest_first(
        int ranges
    )
    {
        await using var store = await StoreFixture.Open(ranges);
        for (var i = 1; i <= 25; i++)
        {
            foreach (var (member, programme) in new[] { ("anna", "p"), ("anna", "q"), ("berta", "p") })
            {
                var entry = new Item($"{programme}{i}", member, "entry", i, ProgrammeId: programme);
                await store.Members.CreateItemAsync(entry, entry.Key, cancellationToken: Cancellation);
            }
        }
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = 'entry' AND c.programmeId = @p AND c.sequence < @s ORDER BY c.sequence DESC"
        )
            .WithParameter("@p", "p")
            .WithParameter("@s", 20);
        var found = await store.Members.QueryAll<Item>(
            query,
            new QueryRequestOptions { PartitionKey = new PartitionKey("anna"), MaxItemCount = 4 }
        );
        Assert.Equal(Enumerable.Range(1, 19).Reverse().Select(i => (long?)i), found.Select(item => item.Sequence));
        Assert.All(found, item => Assert.Equal(("anna", "p"), (item.MemberId, item.ProgrammeId)));
    }

    [Fact]
    public async Task Given_a_page_When_its_documents_change_Then_the_next_page_neither_repeats_nor_skips()
    {
        await using var store = await StoreFixture.Open();
        await Fill(store.Members);
        using var pages = store.Members.GetItemQueryIterator<Item>(
            "SELECT * FROM c WHERE c.type = 'wallet'",
            requestOptions: new QueryRequestOptions { MaxItemCount = 5 }
        );
        var seen = new List<string>();
        while (pages.HasMoreResults)
        {
            foreach (var item in await pages.ReadNextAsync(Cancellation))
            {
                seen.Add(item.MemberId);
                await store.Members.ReplaceItemAsync(
                    item with
                    {
                        Balance = 1,
                    },
                    item.Id,
                    item.Key,
                    cancellationToken: Cancellation
                );
            }
        }
        Assert.Equal((40, 40), (seen.Count, seen.Distinct().Count()));
    }

    [Fact]
    public async Task Given_a_continuation_token_When_another_iterator_uses_it_Then_it_continues()
    {
        await using var store = await StoreFixture.Open();
        await Fill(store.Members);
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = 'wallet' ORDER BY c.nextDueAt");
        var options = new QueryRequestOptions { MaxItemCount = 15 };
        using var first = store.Members.GetItemQueryIterator<Item>(query, null, options);
        var page = await first.ReadNextAsync(Cancellation);
        using var second = store.Members.GetItemQueryIterator<Item>(query, page.ContinuationToken, options);
        var next = await second.ReadNextAsync(Cancellation);
        Assert.Equal(15, page.Count);
        Assert.True(string.CompareOrdinal(page.Last().NextDueAt, next.First().NextDueAt) < 0);
    }

    [Theory]
    [InlineData("SELECT c.id FROM c")]
    [InlineData("SELECT VALUE COUNT(c.id) FROM c")]
    [InlineData("SELECT COUNT(1) FROM c")]
    [InlineData("SELECT VALUE SUM(c.sequence) FROM c")]
    [InlineData("SELECT VALUE COUNT(1) FROM c ORDER BY c.sequence")]
    [InlineData("SELECT VALUE COUNT(1) FROM c WHERE c.id IN ('w', 'e')")]
    [InlineData("SELECT * FROM c WHERE c.a = 1 OR c.b = 2")]
    [InlineData("SELECT * FROM c WHERE c.a IN (1, 2)")]
    [InlineData("SELECT * FROM c ORDER BY c.notIndexed")]
    [InlineData("SELECT * FROM c WHERE c.type = @missing")]
    public async Task Given_an_unsupported_query_When_run_Then_400(string sql)
    {
        await using var store = await StoreFixture.Open();
        await DocumentTests.AssertRefused(
            HttpStatusCode.BadRequest,
            () => store.Members.QueryAll<Item>(new QueryDefinition(sql), new QueryRequestOptions())
        );
    }

    [Theory, InlineData(1), InlineData(4)]
    public async Task Given_documents_in_many_partitions_When_reading_many_Then_all_that_exist_come(int ranges)
    {
        await using var store = await StoreFixture.Open(ranges);
        await Fill(store.Members);
        var found = await store.Members.ReadManyItemsAsync<Item>(
            [
                ("w", new PartitionKey("member-1")),
                ("w", new PartitionKey("member-7")),
                ("w", new PartitionKey("nobody")),
            ],
            cancellationToken: Cancellation
        );
        Assert.Equal(["member-1", "member-7"], found.Select(item => item.MemberId).Order());
    }

    /// <summary>Forty members, each with a wallet that is due on a different day and with one entry.</summary>
    private static async Task Fill(Container members)
    {
        for (var i = 1; i <= 40; i++)
        {
            var wallet = new Item("w", $"member-{i}", "wallet", NextDueAt: $"2027-01-{i:00}");
            await members.CreateItemAsync(wallet, wallet.Key, cancellationToken: Cancellation);
            await members.CreateItemAsync(
                new Item("e", $"member-{i}", "entry", i),
                wallet.Key,
                cancellationToken: Cancellation
            );
        }
    }
}
