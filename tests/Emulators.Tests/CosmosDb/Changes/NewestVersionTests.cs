using System.Net;
using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb.Changes;

/// <summary>
/// Readers find the newest version of a document, whether it is in the tables or only among the recent changes.
/// Documents are large, so that recent changes are soon forgotten. The tests' numbers are random seeds.
/// </summary>
public sealed class NewestVersionTests
{
    private const int Members = 4,
        Ids = 6;

    private static readonly string Large = new('x', 100_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    public async Task Reads_queries_and_feeds_agree_with_what_was_written(int seed, int ranges)
    {
        await using var store = await StoreFixture.Open(ranges);
        var (random, expected) = (new Random(seed), new Dictionary<(string Member, string Id), long>());
        var (seen, token) = (new Dictionary<(string Member, string Id), long>(), (string?)null);
        for (var step = 1; step <= 250; step++)
        {
            var (member, id) = ($"m{random.Next(Members)}", $"i{random.Next(Ids)}");
            if (random.Next(4) == 0)
                await Remove(store, expected, member, id);
            else
                await Write(store, expected, new Item(id, member, Large, Sequence: step, Balance: step));
            if (random.Next(50) == 0)
                await Task.Delay(300, Cancellation); // The tables are filled meanwhile.

            await AssertRead(store, expected, member, id);
            if (random.Next(8) == 0)
                await AssertQueries(store, expected, member);
            if (random.Next(8) == 0)
                token = await ReadFeed(store, seen, token);
        }
        await ReadFeed(store, seen, token);
        foreach (var (document, balance) in expected)
            Assert.Equal(balance, seen[document]);
    }

    [Fact]
    public async Task A_reader_never_sees_an_older_version_than_before()
    {
        const int Versions = 150;
        await using var store = await StoreFixture.Open();
        var key = new PartitionKey("m0");
        await store.Members.CreateItemAsync(new Item("a", "m0", Large), key, cancellationToken: Cancellation);
        var isWriting = true;
        var readers = Enumerable
            .Range(0, 3)
            .Select(_ =>
                Task.Run(async () =>
                {
                    for (var last = 0L; Volatile.Read(ref isWriting); )
                    {
                        Item item = await store.Members.ReadItemAsync<Item>("a", key, cancellationToken: Cancellation);
                        Assert.True(item.Balance >= last, $"version {item.Balance} came after {last}");
                        last = item.Balance;
                    }
                })
            )
            .ToArray();
        for (var version = 1; version <= Versions; version++)
            await store.Members.ReplaceItemAsync(
                new Item("a", "m0", Large, Balance: version),
                "a",
                key,
                cancellationToken: Cancellation
            );
        Volatile.Write(ref isWriting, false);
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task Every_document_comes_in_a_feed_that_is_read_while_others_write()
    {
        const int Writers = 4,
            Each = 120;
        await using var store = await StoreFixture.Open();
        var seen = new Dictionary<(string Member, string Id), long>();
        var writing = Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(async writer =>
                {
                    for (var item = 0; item < Each; item++)
                        await store.Members.CreateItemAsync(
                            new Item($"{item}", $"m{writer}", Large),
                            cancellationToken: Cancellation
                        );
                })
        );
        string? token = null;
        while (!writing.IsCompleted)
            token = await ReadFeed(store, seen, token);
        await writing;
        await ReadFeed(store, seen, token);

        Assert.Equal(Writers * Each, seen.Count);
    }

    [Fact]
    public async Task Of_those_who_create_a_document_at_once_one_succeeds_also_while_tables_are_filled()
    {
        await using var store = await StoreFixture.Open();
        for (var round = 0; round < 25; round++)
        {
            var item = new Item($"i{round}", "m0", Large);
            var created = await Task.WhenAll(
                Enumerable
                    .Range(0, 4)
                    .Select(async delay =>
                    {
                        await Task.Delay(delay * 90, Cancellation);
                        return await TryCreate(store, item);
                    })
            );
            Assert.Equal(1, created.Count(it => it));
        }
    }

    private static async Task Write(
        StoreFixture store,
        Dictionary<(string Member, string Id), long> expected,
        Item item
    )
    {
        await store.Members.UpsertItemAsync(item, item.Key, cancellationToken: Cancellation);
        expected[(item.MemberId, item.Id)] = item.Balance;
    }

    private static async Task Remove(
        StoreFixture store,
        Dictionary<(string Member, string Id), long> expected,
        string member,
        string id
    )
    {
        using var answer = await store.Members.DeleteItemStreamAsync(id, new(member), cancellationToken: Cancellation);
        Assert.Equal(
            expected.Remove((member, id)) ? HttpStatusCode.NoContent : HttpStatusCode.NotFound,
            answer.StatusCode
        );
    }

    private static async Task AssertRead(
        StoreFixture store,
        Dictionary<(string Member, string Id), long> expected,
        string member,
        string id
    )
    {
        if (expected.TryGetValue((member, id), out var balance))
        {
            Item item = await store.Members.ReadItemAsync<Item>(id, new(member), cancellationToken: Cancellation);
            Assert.Equal(balance, item.Balance);
            return;
        }
        using var answer = await store.Members.ReadItemStreamAsync(id, new(member), cancellationToken: Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task AssertQueries(
        StoreFixture store,
        Dictionary<(string Member, string Id), long> expected,
        string member
    )
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.sequence >= 1 ORDER BY c.sequence");
        var inPartition = await store.Members.QueryAll<Item>(query, new() { PartitionKey = new(member) });
        var everywhere = await store.Members.QueryAll<Item>(query, new());
        Assert.Equal(
            expected.Where(it => it.Key.Member == member).Select(it => it.Value).Order(),
            inPartition.Select(item => item.Balance)
        );
        Assert.Equal(expected.Values.Order(), everywhere.Select(item => item.Balance).Order());
    }

    private static async Task<string> ReadFeed(
        StoreFixture store,
        Dictionary<(string Member, string Id), long> seen,
        string? token
    )
    {
        using var feed = store.Members.GetChangeFeedIterator<Item>(
            token is null ? ChangeFeedStartFrom.Beginning() : ChangeFeedStartFrom.ContinuationToken(token),
            ChangeFeedMode.Incremental
        );
        while (true)
        {
            var page = await feed.ReadNextAsync(Cancellation);
            if (page.StatusCode == HttpStatusCode.NotModified)
                return page.ContinuationToken;
            foreach (var item in page)
                seen[(item.MemberId, item.Id)] = item.Balance;
        }
    }

    private static async Task<bool> TryCreate(StoreFixture store, Item item)
    {
        try
        {
            await store.Members.CreateItemAsync(item, item.Key, cancellationToken: Cancellation);
            return true;
        }
        catch (CosmosException taken) when (taken.StatusCode == HttpStatusCode.Conflict)
        {
            return false;
        }
    }
}
