using Points.Cosmos.Keys;
using Points.Cosmos.Members;
using Points.Domain.Enrolling;

namespace Points.Cosmos.Tests.Members;

public sealed class CosmosWrongCodesTests(CosmosFixture cosmos)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly WrongCodeLimits Limits = new(CountMax: 10, TimeSpan.FromMinutes(5));

    [Fact]
    public async Task Instances_that_count_at_once_lose_no_wrong_code_and_one_of_them_locks()
    {
        var (till, ct) = (Guid.NewGuid().ToString(), TestContext.Current.CancellationToken);

        var counted = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => NewInstance().Add(till, Now, Limits, ct)));

        Assert.Single(counted, it => it.HasLocked);
        var stored = await NewInstance().Find(till, ct);
        Assert.Equal((10, true), (stored.Count, stored.IsLockedAt(Now)));
        Assert.False((await NewInstance().Find(Guid.NewGuid().ToString(), ct)).IsLockedAt(Now));
    }

    private CosmosWrongCodes NewInstance() => new(cosmos.Client, new DeploymentKey(cosmos.Client));
}
