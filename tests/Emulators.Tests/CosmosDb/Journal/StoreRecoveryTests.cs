using Emulators.CosmosDb;
using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb.Journal;

/// <summary>A store whose process ended has all acknowledged writes, whether they reached the tables or not.</summary>
public sealed class StoreRecoveryTests : IDisposable
{
    private readonly TempFolder _copies = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _copies.Dispose();

    [Fact]
    public async Task Every_kind_of_write_survives_before_it_is_in_the_tables()
    {
        await using var store = await StoreFixture.Open(fillsTables: false);
        var key = new PartitionKey("m1");
        var other = await store.CreateContainer("others", "/id");
        await other.CreateItemAsync(new { id = "o1" }, cancellationToken: Cancellation);
        foreach (var id in (string[])["kept", "replaced", "patched", "removed", "again"])
            await store.Members.CreateItemAsync(new Item(id, "m1"), key, cancellationToken: Cancellation);
        await store.Members.ReplaceItemAsync(
            new Item("replaced", "m1", Balance: 2),
            "replaced",
            key,
            cancellationToken: Cancellation
        );
        await store.Members.PatchItemAsync<object>(
            "patched",
            key,
            [PatchOperation.Set("/balance", 3)],
            cancellationToken: Cancellation
        );
        await store.Members.DeleteItemAsync<object>("removed", key, cancellationToken: Cancellation);
        await store.Members.DeleteItemAsync<object>("again", key, cancellationToken: Cancellation);
        await store.Members.CreateItemAsync(new Item("again", "m1", Balance: 4), key, cancellationToken: Cancellation);

        await using var survivor = await StoreFixture.Reopen(new CosmosEmulatorOptions(Copy(store, "killed")));

        Assert.Equal(
            [("kept", 0L), ("replaced", 2), ("patched", 3), ("again", 4)],
            (await ReadFeed(survivor.Members)).Select(item => (item.Id, item.Balance))
        );
        Assert.Equal(
            System.Net.HttpStatusCode.NotFound,
            (await survivor.Members.ReadItemStreamAsync("removed", key, cancellationToken: Cancellation)).StatusCode
        );
        var found = await survivor
            .Client.GetContainer("points", "others")
            .ReadItemStreamAsync("o1", new("o1"), cancellationToken: Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.OK, found.StatusCode);
    }

    [Fact]
    public async Task A_change_feed_goes_on_after_the_process_ended()
    {
        await using var store = await StoreFixture.Open(fillsTables: false);
        var (first, second) = (new Item("a", "m1"), new Item("b", "m2"));
        await store.Members.CreateItemAsync(first, cancellationToken: Cancellation);
        var token = await ReadToken(store.Members);
        await store.Members.CreateItemAsync(second, cancellationToken: Cancellation);

        await using var survivor = await StoreFixture.Reopen(new CosmosEmulatorOptions(Copy(store, "killed")));
        await survivor.Members.CreateItemAsync(new Item("c", "m3"), cancellationToken: Cancellation);

        Assert.Equal(["b", "c"], (await ReadFeed(survivor.Members, token)).Select(item => item.Id));
    }

    [Fact]
    public async Task Batches_are_there_wholly_or_not_at_all_wherever_the_journal_ends()
    {
        const int Batches = 25;
        await using var store = await StoreFixture.Open(fillsTables: false);
        var acknowledged = new List<long>();
        for (var batch = 0; batch < Batches; batch++)
        {
            var write = store.Members.CreateTransactionalBatch(new PartitionKey("m1"));
            for (var item = 0; item < 3; item++)
                write.CreateItem(new Item($"{batch}-{item}", "m1"));
            using var answer = await write.ExecuteAsync(Cancellation);
            Assert.True(answer.IsSuccessStatusCode);
            acknowledged.Add(JournalLength(store));
        }

        var random = new Random(17);
        for (var trial = 0; trial < 20; trial++)
        {
            var cut = random.NextInt64(acknowledged[0], acknowledged[^1] + 1);
            if (acknowledged.Any(end => end > cut && end - cut <= 8))
                continue; // Those bytes may only fill up the record.
            var folder = Copy(store, $"cut-{trial}");
            CutJournal(folder, cut);
            await using var survivor = await StoreFixture.Reopen(new CosmosEmulatorOptions(folder));

            var items = (await ReadFeed(survivor.Members)).Select(item => item.Id).ToHashSet();
            var batches = acknowledged.Count(end => end <= cut);
            Assert.Equal(batches * 3, items.Count);
            Assert.All(Enumerable.Range(0, batches), batch => Assert.Contains($"{batch}-2", items));
        }
    }

    [Fact]
    public async Task A_damaged_journal_is_refused_each_time_and_the_error_says_where()
    {
        await using var store = await StoreFixture.Open(fillsTables: false);
        foreach (var id in (string[])["a", "b"])
            await store.Members.CreateItemAsync(new Item(id, "m1"), cancellationToken: Cancellation);
        var folder = Copy(store, "damaged");
        var journal = Directory.GetFiles(folder, "*.journal").Single();
        var bytes = await File.ReadAllBytesAsync(journal, Cancellation);
        bytes[bytes.AsSpan().IndexOf("memberId"u8)] ^= 1;
        await File.WriteAllBytesAsync(journal, bytes, Cancellation);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var refusal = Assert.Throws<InvalidDataException>(() =>
                CosmosEmulator.Open(new CosmosEmulatorOptions(folder))
            );
            Assert.Contains("is damaged at byte", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_store_that_was_closed_needs_no_journal()
    {
        await using var store = await StoreFixture.Open(fillsTables: false);
        await store.Members.CreateItemAsync(new Item("a", "m1"), cancellationToken: Cancellation);
        await store.Store.DisposeAsync();

        var folder = Copy(store, "closed");
        foreach (var journal in Directory.GetFiles(folder, "*.journal"))
            File.Delete(journal);
        await using var survivor = await StoreFixture.Reopen(new CosmosEmulatorOptions(folder));

        Assert.Equal(["a"], (await ReadFeed(survivor.Members)).Select(item => item.Id));
    }

    /// <summary>Copies the files as a process leaves them that ends now.</summary>
    private string Copy(StoreFixture store, string name)
    {
        var copy = Directory.CreateDirectory(_copies.PathOf(name)).FullName;
        foreach (var file in Directory.GetFiles(store.Options.Folder).Order(StringComparer.Ordinal).Reverse())
            if (Path.GetExtension(file) is not (".lock" or ".db-shm"))
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }

    private static void CutJournal(string folder, long length)
    {
        using var journal = File.OpenWrite(Directory.GetFiles(folder, "*.journal").Single());
        journal.SetLength(length);
    }

    /// <summary>The length of the journal without the space that it claimed for later.</summary>
    private static long JournalLength(StoreFixture store)
    {
        var bytes = File.ReadAllBytes(Directory.GetFiles(store.Options.Folder, "*.journal").Single());
        return (bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 8) / 8 * 8;
    }

    private static async Task<string> ReadToken(Container container)
    {
        using var feed = container.GetChangeFeedIterator<Item>(
            ChangeFeedStartFrom.Beginning(),
            ChangeFeedMode.Incremental
        );
        while (await feed.ReadNextAsync(Cancellation) is var page)
            if (page.StatusCode == System.Net.HttpStatusCode.NotModified)
                return page.ContinuationToken;
        throw new InvalidOperationException("The feed has no end.");
    }

    private static async Task<List<Item>> ReadFeed(Container container, string? token = null)
    {
        using var feed = container.GetChangeFeedIterator<Item>(
            token is null ? ChangeFeedStartFrom.Beginning() : ChangeFeedStartFrom.ContinuationToken(token),
            ChangeFeedMode.Incremental
        );
        var items = new List<Item>();
        while (await feed.ReadNextAsync(Cancellation) is { StatusCode: not System.Net.HttpStatusCode.NotModified } page)
            items.AddRange(page);
        return items;
    }
}
