using Points.Cosmos.Members;
using Points.Cosmos.Wallets;
using Points.Domain.Deciding;
using Points.Domain.Ports;
using Points.Domain.Wallets;
using Points.Local.Cosmos;

namespace Points.Cosmos.Tests.Wallets;

/// <summary>Whatever goes wrong on the way to the store and back: nothing acknowledged is lost, nothing is applied twice.</summary>
[Collection(nameof(FaultTests))]
public sealed class FaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);
    private readonly CosmosFixture _cosmos = new();

    public static TheoryData<string> AtAnyRequest =>
        ["throttled", "unavailable", "timed out", "answer lost", "disconnected", "disconnected afterwards", "slow"];

    public static TheoryData<string> AtABatch => [.. AtAnyRequest.Select(row => row.Data), "stale"];

    public ValueTask InitializeAsync() => _cosmos.InitializeAsync();

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Theory]
    [MemberData(nameof(AtABatch))]
    public async Task Given_one_fault_at_the_batch_Then_the_request_is_booked_once_as_a_first_answer(string fault)
    {
        var (faults, store) = (_cosmos.Faults(), new CosmosWalletStore(_cosmos.Client));
        var id = await Sample.Enrolled(_cosmos);
        faults.Next(1, Named(fault), (_, kind) => kind == RequestKind.Batch);

        var outcome = (await store.Earn(id, 100, "k")).Booked();

        Assert.False(outcome.Replayed);
        Assert.Equal(100, await store.ProvenBalance(id));
    }

    [Theory]
    [MemberData(nameof(AtABatch))]
    public async Task Given_one_fault_at_a_redemptions_batch_Then_it_is_booked_once_as_a_first_answer(string fault)
    {
        var (faults, store) = (_cosmos.Faults(), new CosmosWalletStore(_cosmos.Client));
        var id = await Sample.Enrolled(_cosmos);
        await store.Earn(id, 300, "k1");
        faults.Next(1, Named(fault), (_, kind) => kind == RequestKind.Batch);

        var outcome = (await store.Spend(id, 1, "k2")).Booked();

        Assert.False(outcome.Replayed);
        Assert.Equal(200, await store.ProvenBalance(id));
        Assert.True((await store.Spend(id, 1, "k2")).Booked().Replayed);
    }

    [Theory]
    [MemberData(nameof(AtABatch))]
    public async Task Given_one_fault_at_a_profiles_batch_Then_the_member_and_the_wallets_are_there_and_it_was_a_first_enrolment(
        string fault
    )
    {
        var (faults, memberId) = (_cosmos.Faults(), $"m-{Guid.NewGuid():N}");
        faults.Next(1, Named(fault), (_, kind) => kind == RequestKind.Batch);
        var existed = false;

        await new CosmosMemberStore(_cosmos.Client).Change(
            memberId,
            current =>
            {
                existed = current is not null;
                return Sample.Profile(memberId, "shop", "cafe");
            },
            CancellationToken.None
        );

        Assert.False(existed);
        foreach (var programmeId in new[] { "shop", "cafe" })
            Assert.Equal(0, await new CosmosWalletStore(_cosmos.Client).ProvenBalance(new(memberId, programmeId)));
    }

    [Theory]
    [InlineData(RequestKind.Batch)]
    [InlineData(RequestKind.Read)]
    public async Task Given_a_lost_answer_and_then_throttling_Then_nobody_is_told_that_nothing_was_written(
        RequestKind throttled
    )
    {
        var (faults, store) = (_cosmos.Faults(), new CosmosWalletStore(_cosmos.Client));
        var id = await Sample.Enrolled(_cosmos);
        var lost = false;
        faults.Next(1, Fault.AnswerLost, (_, kind) => kind == RequestKind.Batch && (lost = true));
        faults.Next(int.MaxValue, Fault.Throttled(Moment), (_, kind) => lost && kind == throttled);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Earn(id, 100, "k"));

        faults.Clear();
        Assert.Equal(100, await store.ProvenBalance(id));
    }

    [Theory]
    [MemberData(nameof(AtAnyRequest))]
    public async Task Given_one_fault_at_the_read_Then_it_is_booked_once_or_nothing_was_written(string fault)
    {
        var (faults, store) = (_cosmos.Faults(), new CosmosWalletStore(_cosmos.Client));
        var id = await Sample.Enrolled(_cosmos);
        faults.Next(1, Named(fault), (_, kind) => kind == RequestKind.Read);

        var booked = await TryEarn(store, id, "k");

        faults.Clear();
        Assert.Equal(booked ? 100 : 0, await store.ProvenBalance(id));
        Assert.Equal(booked, (await store.Earn(id, 100, "k")).Booked().Replayed);
        Assert.Equal(100, await store.ProvenBalance(id));
    }

    [Theory]
    [InlineData("answer lost")]
    [InlineData("disconnected afterwards")]
    [InlineData("unavailable")]
    [InlineData("timed out")]
    public async Task Given_no_answer_ever_Then_the_outcome_is_unknown_and_the_same_request_tells_it(string fault)
    {
        var (faults, store) = (_cosmos.Faults(), new CosmosWalletStore(_cosmos.Client));
        var id = await Sample.Enrolled(_cosmos);
        faults.Next(int.MaxValue, Named(fault), (_, kind) => kind is RequestKind.Batch or RequestKind.Read);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Earn(id, 100, "k"));

        faults.Clear();
        (await store.Earn(id, 100, "k")).Booked();
        Assert.Equal(100, await store.ProvenBalance(id));
    }

    [Fact]
    public async Task Given_throttling_beyond_patience_Then_the_store_is_busy_and_nothing_was_written()
    {
        var (faults, store) = (_cosmos.Faults(), new CosmosWalletStore(_cosmos.Client));
        var id = await Sample.Enrolled(_cosmos);
        faults.Next(int.MaxValue, Fault.Throttled(Moment), (_, kind) => kind == RequestKind.Batch);

        await Assert.ThrowsAsync<StoreBusyException>(() => store.Earn(id, 100, "k"));

        faults.Clear();
        Assert.Equal(0, await store.ProvenBalance(id));
    }

    [Fact]
    public async Task Given_a_storm_of_conflicts_Then_it_gives_up_after_a_bound_and_nothing_was_written()
    {
        var (faults, store) = (_cosmos.Faults(), new CosmosWalletStore(_cosmos.Client));
        var id = await Sample.Enrolled(_cosmos);
        faults.Next(int.MaxValue, Fault.Stale, (_, kind) => kind == RequestKind.Batch);

        await Assert.ThrowsAsync<StoreBusyException>(() => store.Earn(id, 100, "k"));

        faults.Clear();
        Assert.Equal(0, await store.ProvenBalance(id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    public async Task Given_all_faults_at_random_and_callers_who_repeat_Then_every_request_counts_once(int seed)
    {
        var (faults, store) = (_cosmos.Faults(), new CosmosWalletStore(_cosmos.Client));
        var wallets = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Sample.Enrolled(_cosmos)));
        foreach (var (number, fault) in AtAnyRequest.Select(row => row.Data).Index())
            faults.Sometimes(0.04, seed + number, Named(fault));
        faults.Sometimes(0.04, seed - 1, Fault.Stale, (_, kind) => kind == RequestKind.Batch);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, _) =>
            {
                var tries = 0;
                while (!await TryEarn(store, wallets[i % 4], $"k{i}"))
                    Assert.True(++tries < 50, $"request {i} never came through, seed {seed}");
            }
        );

        faults.Clear();
        foreach (var wallet in wallets)
            Assert.Equal(50 * 100, await store.ProvenBalance(wallet));
    }

    private static async Task<bool> TryEarn(CosmosWalletStore store, WalletId id, string key)
    {
        try
        {
            return await store.Earn(id, 100, key) is Outcome.Booked;
        }
        catch (Exception fault) when (fault is StoreBusyException or StoreUnavailableException)
        {
            return false;
        }
    }

    internal static Fault Named(string name) =>
        name switch
        {
            "throttled" => Fault.Throttled(Moment),
            "unavailable" => Fault.Unavailable,
            "timed out" => Fault.TimedOut,
            "stale" => Fault.Stale,
            "answer lost" => Fault.AnswerLost,
            "disconnected" => Fault.Disconnected,
            "disconnected afterwards" => Fault.DisconnectedAfterwards,
            "slow" => Fault.Slow(Moment),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such fault"),
        };
}
