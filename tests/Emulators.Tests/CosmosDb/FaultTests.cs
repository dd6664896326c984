using System.Net;
using Emulators.CosmosDb;

namespace Emulators.Tests.CosmosDb;

/// <summary>Faults that a test injects into the local store reach the caller as the real SDK reports them.</summary>
public sealed class FaultTests
{
    private static readonly Item Entry = new("e", "anna");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_few_429s_When_writing_Then_the_sdk_repeats_and_the_caller_sees_none()
    {
        await using var store = await StoreFixture.Open();
        store.Store.Faults.InjectNext(
            3,
            InjectedFault.Throttled(TimeSpan.FromMilliseconds(5)),
            (container, kind) => container == "members" && kind == RequestKind.Create
        );
        await store.Members.CreateItemAsync(Entry, Entry.Key, cancellationToken: Cancellation);
        Assert.Equal(4, store.Store.RequestCounts.Get("members", RequestKind.Create));
    }

    [Fact]
    public async Task Given_ten_429s_When_writing_Then_the_caller_sees_429()
    {
        await using var store = await StoreFixture.Open();
        store.Store.Faults.InjectNext(
            10,
            InjectedFault.Throttled(TimeSpan.FromMilliseconds(1)),
            (_, kind) => kind == RequestKind.Create
        );
        await DocumentTests.AssertRefused(
            HttpStatusCode.TooManyRequests,
            () => store.Members.CreateItemAsync(Entry, Entry.Key)
        );
    }

    [Fact]
    public async Task Given_a_lost_answer_When_writing_a_batch_Then_the_caller_sees_408_and_the_batch_is_done()
    {
        await using var store = await StoreFixture.Open();
        store.Store.Faults.InjectNext(1, InjectedFault.AnswerLost, (_, kind) => kind == RequestKind.Batch);
        using var lost = await store
            .Members.CreateTransactionalBatch(Entry.Key)
            .CreateItem(Entry)
            .ExecuteAsync(Cancellation);
        Assert.Equal(HttpStatusCode.RequestTimeout, lost.StatusCode);
        await store.Members.ReadItemAsync<Item>("e", Entry.Key, cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Given_a_timeout_When_writing_a_batch_Then_the_caller_sees_408_and_nothing_is_done()
    {
        await using var store = await StoreFixture.Open();
        store.Store.Faults.InjectNext(1, InjectedFault.TimedOut, (_, kind) => kind == RequestKind.Batch);
        using var lost = await store
            .Members.CreateTransactionalBatch(Entry.Key)
            .CreateItem(Entry)
            .ExecuteAsync(Cancellation);
        Assert.Equal(HttpStatusCode.RequestTimeout, lost.StatusCode);
        await DocumentTests.AssertRefused(
            HttpStatusCode.NotFound,
            () => store.Members.ReadItemAsync<Item>("e", Entry.Key)
        );
    }

    [Fact]
    public async Task Given_many_503s_When_writing_Then_the_caller_sees_503()
    {
        await using var store = await StoreFixture.Open();
        store.Store.Faults.InjectNext(int.MaxValue, InjectedFault.Unavailable, (_, kind) => kind == RequestKind.Batch);
        using var refused = await store
            .Members.CreateTransactionalBatch(Entry.Key)
            .CreateItem(Entry)
            .ExecuteAsync(Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
    }

    [Fact]
    public async Task Given_two_412s_When_writing_a_third_time_Then_it_succeeds()
    {
        await using var store = await StoreFixture.Open();
        store.Store.Faults.InjectNext(2, InjectedFault.PreconditionFailed, (_, kind) => kind == RequestKind.Create);
        await DocumentTests.AssertRefused(
            HttpStatusCode.PreconditionFailed,
            () => store.Members.CreateItemAsync(Entry, Entry.Key)
        );
        await DocumentTests.AssertRefused(
            HttpStatusCode.PreconditionFailed,
            () => store.Members.CreateItemAsync(Entry, Entry.Key)
        );
        await store.Members.CreateItemAsync(Entry, Entry.Key, cancellationToken: Cancellation);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Given_a_broken_connection_When_writing_a_batch_Then_it_is_done_only_if_it_broke_afterwards(
        bool afterwards
    )
    {
        await using var store = await StoreFixture.Open();
        store.Store.Faults.InjectNext(
            int.MaxValue,
            afterwards ? InjectedFault.DisconnectedAfterwards : InjectedFault.Disconnected,
            (_, kind) => kind == RequestKind.Batch
        );
        await Assert.ThrowsAnyAsync<Exception>(() =>
            store.Members.CreateTransactionalBatch(Entry.Key).CreateItem(Entry).ExecuteAsync(Cancellation)
        );
        var read = await store.Members.ReadItemStreamAsync("e", Entry.Key, cancellationToken: Cancellation);
        Assert.Equal(afterwards ? HttpStatusCode.OK : HttpStatusCode.NotFound, read.StatusCode);
    }

    [Fact]
    public async Task Given_a_seed_When_faults_are_random_Then_the_same_requests_get_them()
    {
        async Task<string> Run()
        {
            await using var store = await StoreFixture.Open();
            store.Store.Faults.InjectRandomly(
                0.3,
                7,
                InjectedFault.PreconditionFailed,
                (_, kind) => kind == RequestKind.Upsert
            );
            var seen = "";
            for (var i = 0; i < 20; i++)
            {
                using var response = await store.Members.UpsertItemStreamAsync(
                    new MemoryStream("""{"id":"e","memberId":"anna"}"""u8.ToArray()),
                    Entry.Key,
                    cancellationToken: Cancellation
                );
                seen += response.IsSuccessStatusCode ? "." : "x";
            }
            return seen;
        }
        var first = await Run();
        Assert.Contains('x', first);
        Assert.Equal(first, await Run());
    }
}
