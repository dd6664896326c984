using Emulators.CosmosDb;
using Points.Cosmos.Members;
using Points.Cosmos.Wallets;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Wallets;

/// <summary>Checks that faults between app and store neither lose acknowledged requests nor apply any twice.</summary>
[Collection(nameof(FaultTests))]
public sealed class FaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);
    private readonly CosmosFixture _cosmos = new();

    public static TheoryData<string> RequestFaults =>
        [
            "throttled",
            "unavailable",
            "timed out",
            "answer lost",
            "disconnected",
            "disconnected afterwards",
            "slow",
            "repeated",
        ];

    public static TheoryData<string> BatchFaults => [.. RequestFaults.Select(row => row.Data), "stale"];

    public ValueTask InitializeAsync() => _cosmos.InitializeAsync();

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Theory]
    [MemberData(nameof(BatchFaults))]
    public async Task Given_one_fault_at_the_batch_When_earning_Then_it_is_booked_once_as_a_first_answer(string fault)
    {
        var (faults, store) = (_cosmos.FaultsOrSkip(), new CosmosWalletStore(_cosmos.Client));
        var id = await Sample.EnrolMember(_cosmos);
        faults.InjectNext(1, FaultOf(fault), (_, kind) => kind == RequestKind.Batch);

        var outcome = (await store.Earn(id, 100, "k")).ExpectBooked();

        Assert.False(outcome.IsReplayed);
        Assert.Equal(100, await store.VerifiedBalance(id));
    }

    [Theory]
    [MemberData(nameof(BatchFaults))]
    public async Task Given_one_fault_at_the_batch_When_redeeming_Then_it_is_booked_once_as_a_first_answer(string fault)
    {
        var (faults, store) = (_cosmos.FaultsOrSkip(), new CosmosWalletStore(_cosmos.Client));
        var id = await Sample.EnrolMember(_cosmos);
        await store.Earn(id, 300, "k1");
        faults.InjectNext(1, FaultOf(fault), (_, kind) => kind == RequestKind.Batch);

        var outcome = (await store.RedeemMugs(id, 1, "k2")).ExpectBooked();

        Assert.False(outcome.IsReplayed);
        Assert.Equal(200, await store.VerifiedBalance(id));
        Assert.True((await store.RedeemMugs(id, 1, "k2")).ExpectBooked().IsReplayed);
    }

    [Theory]
    [MemberData(nameof(BatchFaults))]
    public async Task Given_one_fault_at_the_batch_When_enrolling_Then_it_is_a_first_enrolment_with_wallets(
        string fault
    )
    {
        var (faults, memberId) = (_cosmos.FaultsOrSkip(), $"m-{Guid.NewGuid():N}");
        var (existed, batches) = (false, 0);
        // The first batch stores where the key of the member's ledgers leads.
        faults.InjectNext(1, FaultOf(fault), (_, kind) => kind == RequestKind.Batch && ++batches == 2);

        await new CosmosMemberStore(_cosmos.Client).Update(
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
            Assert.Equal(0, await new CosmosWalletStore(_cosmos.Client).VerifiedBalance(new(memberId, programmeId)));
    }

    [Theory]
    [InlineData(RequestKind.Batch)]
    [InlineData(RequestKind.Read)]
    public async Task Given_a_lost_response_and_then_throttling_Then_the_store_is_unavailable_not_busy(
        RequestKind throttled
    )
    {
        var (faults, store) = (_cosmos.FaultsOrSkip(), new CosmosWalletStore(_cosmos.Client));
        var id = await Sample.EnrolMember(_cosmos);
        var lost = false;
        faults.InjectNext(1, InjectedFault.AnswerLost, (_, kind) => kind == RequestKind.Batch && (lost = true));
        faults.InjectNext(int.MaxValue, InjectedFault.Throttled(Moment), (_, kind) => lost && kind == throttled);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Earn(id, 100, "k"));

        faults.Clear();
        Assert.Equal(100, await store.VerifiedBalance(id));
    }

    [Theory]
    [MemberData(nameof(RequestFaults))]
    public async Task Given_one_fault_at_the_read_Then_the_request_is_booked_once_or_nothing_is_written(string fault)
    {
        var (faults, store) = (_cosmos.FaultsOrSkip(), new CosmosWalletStore(_cosmos.Client));
        var id = await Sample.EnrolMember(_cosmos);
        faults.InjectNext(1, FaultOf(fault), (_, kind) => kind == RequestKind.Read);

        var booked = await TryEarn(store, id, "k");

        faults.Clear();
        Assert.Equal(booked ? 100 : 0, await store.VerifiedBalance(id));
        Assert.Equal(booked, (await store.Earn(id, 100, "k")).ExpectBooked().IsReplayed);
        Assert.Equal(100, await store.VerifiedBalance(id));
    }

    [Theory]
    [InlineData("answer lost")]
    [InlineData("disconnected afterwards")]
    [InlineData("unavailable")]
    [InlineData("timed out")]
    public async Task Given_no_response_at_all_Then_the_outcome_is_unknown_and_a_repeat_returns_it(string fault)
    {
        var (faults, store) = (_cosmos.FaultsOrSkip(), new CosmosWalletStore(_cosmos.Client));
        var id = await Sample.EnrolMember(_cosmos);
        faults.InjectNext(int.MaxValue, FaultOf(fault), (_, kind) => kind is RequestKind.Batch or RequestKind.Read);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Earn(id, 100, "k"));

        faults.Clear();
        (await store.Earn(id, 100, "k")).ExpectBooked();
        Assert.Equal(100, await store.VerifiedBalance(id));
    }

    [Fact]
    public async Task Given_lasting_throttling_Then_the_store_is_busy_and_nothing_is_written()
    {
        var (faults, store) = (_cosmos.FaultsOrSkip(), new CosmosWalletStore(_cosmos.Client));
        var id = await Sample.EnrolMember(_cosmos);
        faults.InjectNext(int.MaxValue, InjectedFault.Throttled(Moment), (_, kind) => kind == RequestKind.Batch);

        await Assert.ThrowsAsync<StoreBusyException>(() => store.Earn(id, 100, "k"));

        faults.Clear();
        Assert.Equal(0, await store.VerifiedBalance(id));
    }

    [Fact]
    public async Task Given_endless_conflicts_Then_the_store_is_busy_and_nothing_is_written()
    {
        var (faults, store) = (_cosmos.FaultsOrSkip(), new CosmosWalletStore(_cosmos.Client));
        var id = await Sample.EnrolMember(_cosmos);
        faults.InjectNext(int.MaxValue, InjectedFault.PreconditionFailed, (_, kind) => kind == RequestKind.Batch);

        await Assert.ThrowsAsync<StoreBusyException>(() => store.Earn(id, 100, "k"));

        faults.Clear();
        Assert.Equal(0, await store.VerifiedBalance(id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    public async Task Given_random_faults_and_callers_who_repeat_Then_every_request_counts_once(int seed)
    {
        var (faults, store) = (_cosmos.FaultsOrSkip(), new CosmosWalletStore(_cosmos.Client));
        var wallets = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Sample.EnrolMember(_cosmos)));
        foreach (var (number, fault) in RequestFaults.Select(row => row.Data).Index())
            faults.InjectRandomly(0.04, seed + number, FaultOf(fault));
        faults.InjectRandomly(0.04, seed - 1, InjectedFault.PreconditionFailed, (_, kind) => kind == RequestKind.Batch);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, _) =>
            {
                var tries = 0;
                while (!await TryEarn(store, wallets[i % 4], $"k{i}"))
                    Assert.True(++tries < 50, $"request {i} never succeeded, seed {seed}");
            }
        );

        faults.Clear();
        foreach (var wallet in wallets)
            Assert.Equal(50 * 100, await store.VerifiedBalance(wallet));
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

    internal static InjectedFault FaultOf(string name) =>
        name switch
        {
            "throttled" => InjectedFault.Throttled(Moment),
            "unavailable" => InjectedFault.Unavailable,
            "timed out" => InjectedFault.TimedOut,
            "stale" => InjectedFault.PreconditionFailed,
            "answer lost" => InjectedFault.AnswerLost,
            "disconnected" => InjectedFault.Disconnected,
            "disconnected afterwards" => InjectedFault.DisconnectedAfterwards,
            "slow" => InjectedFault.Slow(Moment),
            "repeated" => InjectedFault.ThrottledAfterwards(Moment),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such fault"),
        };
}
