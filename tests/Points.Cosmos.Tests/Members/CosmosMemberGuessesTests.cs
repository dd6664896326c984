using Points.Cosmos.Keys;
using Points.Cosmos.Members;
using Points.Domain.Enrolling;

namespace Points.Cosmos.Tests.Members;

public sealed class CosmosMemberGuessesTests(CosmosFixture cosmos)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly MemberGuessLimits Limits = new(CountMax: 10, TimeSpan.FromMinutes(5));

    [Fact]
    public async Task Instances_that_count_at_once_lose_nobody_and_one_of_them_locks()
    {
        var (till, ct) = (Guid.NewGuid().ToString(), TestContext.Current.CancellationToken);

        var counted = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => NewInstance().Add(till, $"m-{i}", Now, Limits, ct))
        );

        Assert.Single(counted, it => it.HasLocked);
        var (stored, hasLocked) = await NewInstance().Add(till, "m-10", Now, Limits, ct);
        Assert.Equal((10, true, false), (stored.Named.Length, stored.IsLockedAt(Now), hasLocked));
        var (others, _) = await NewInstance().Add(Guid.NewGuid().ToString(), "m-10", Now, Limits, ct);
        Assert.False(others.IsLockedAt(Now));
    }

    [Fact]
    public async Task The_stored_names_are_digests_that_differ_between_tills()
    {
        var ct = TestContext.Current.CancellationToken;

        var (one, _) = await NewInstance().Add("till-1", "m-10", Now, Limits, ct);
        var (two, _) = await NewInstance().Add("till-2", "m-10", Now, Limits, ct);

        Assert.DoesNotContain("m-10", one.Named);
        Assert.NotEqual(Assert.Single(one.Named), Assert.Single(two.Named));
    }

    private CosmosMemberGuesses NewInstance() => new(cosmos.Client, new DeploymentKey(cosmos.Client));
}
