using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb;

/// <summary>Queries for the number of documents.</summary>
public sealed class CountTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, "", 80)]
    [InlineData(4, "", 80)]
    [InlineData(1, "WHERE c.type = 'wallet'", 40)]
    [InlineData(4, "WHERE c.type = 'wallet'", 40)]
    [InlineData(4, "WHERE c.type = 'wallet' AND c.nextDueAt <= '2027-01-20'", 20)]
    [InlineData(4, "WHERE c.type = 'wallet' AND c.nextDueAt > '2027-01-10' AND c.nextDueAt < '2027-01-21'", 10)]
    [InlineData(4, "WHERE c.nextDueAt = '2027-01-07'", 1)]
    [InlineData(4, "WHERE c.sequence >= 31", 10)]
    [InlineData(4, "WHERE c.balance = 1 AND c.type = 'wallet'", 20)] // The balance is not indexed.
    [InlineData(4, "WHERE STARTSWITH(c.memberId, 'member-3')", 22)]
    [InlineData(4, "WHERE c.type = 'nothing'", 0)]
    public async Task Given_documents_in_several_ranges_When_counting_Then_every_match_is_counted(
        int ranges,
        string where,
        int expected
    )
    {
        await using var store = await StoreFixture.Open(ranges);
        await Fill(store.Members);
        Assert.Equal(expected, await store.Members.Count($"SELECT VALUE COUNT(1) FROM c {where}"));
    }

    [Theory, InlineData(1), InlineData(4)]
    public async Task Given_a_partition_key_When_counting_Then_only_that_partition_is_counted(int ranges)
    {
        await using var store = await StoreFixture.Open(ranges);
        await Fill(store.Members);
        const string query = "SELECT VALUE COUNT(1) FROM c WHERE c.type = 'entry'";
        Assert.Equal(1, await store.Members.Count(query, "member-7"));
        Assert.Equal(0, await store.Members.Count(query, "nobody"));
    }

    [Theory]
    [InlineData("c.type = 'entry'")]
    [InlineData("c.balance = 0")]
    public async Task Given_an_expired_document_When_counting_Then_it_is_not_counted(string condition)
    {
        var clock = new ManualClock();
        await using var store = await StoreFixture.Open(time: clock, timeToLive: 60);
        await Create(store.Members, new("old", "anna", "entry"));
        clock.Advance(TimeSpan.FromSeconds(61));
        await Create(store.Members, new("new", "anna", "entry"));
        Assert.Equal(1, await store.Members.Count($"SELECT VALUE COUNT(1) FROM c WHERE {condition}"));
    }

    [Fact]
    public async Task Given_more_documents_than_one_page_scans_When_counting_Then_the_pages_are_added_up()
    {
        await using var store = await StoreFixture.Open();
        const int count = 10_050;
        foreach (var numbers in Enumerable.Range(0, count).Chunk(100))
        {
            var batch = store.Members.CreateTransactionalBatch(new("anna"));
            foreach (var number in numbers)
                batch.CreateItem(new Item($"{number}", "anna", Balance: number % 2));
            Assert.True((await batch.ExecuteAsync(Cancellation)).IsSuccessStatusCode);
        }
        Assert.Equal(count / 2, await store.Members.Count("SELECT VALUE COUNT(1) FROM c WHERE c.balance = 1"));
        Assert.Equal(count, await store.Members.Count("SELECT VALUE COUNT(1) FROM c"));
    }

    /// <summary>
    /// Forty members, each with a wallet that is due on a different
    /// day and with one entry. Every other wallet has a balance.
    /// </summary>
    private static async Task Fill(Container members)
    {
        for (var i = 1; i <= 40; i++)
        {
            await Create(members, new("w", $"member-{i}", "wallet", NextDueAt: $"2027-01-{i:00}", Balance: i % 2));
            await Create(members, new("e", $"member-{i}", "entry", i));
        }
    }

    private static async Task Create(Container members, Item item) =>
        await members.CreateItemAsync(item, item.Key, cancellationToken: Cancellation);
}
