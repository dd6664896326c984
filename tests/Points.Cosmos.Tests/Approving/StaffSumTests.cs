using Points.Cosmos.Approving;
using Points.Domain.Approving;

namespace Points.Cosmos.Tests.Approving;

/// <summary>What one person of the staff books is added up over all instances, and never exceeds a limit.</summary>
public sealed class StaffSumTests(CosmosFixture cosmos)
{
    private static readonly StaffSum Limit = new(new(500), new(50_000));
    private static readonly DateOnly Today = new(2027, 3, 1);
    private readonly string _person = $"ops-{Guid.NewGuid():N}";

    [Fact]
    public async Task Given_many_requests_at_once_on_two_instances_Then_as_many_are_counted_as_the_limit_has_room_for()
    {
        CosmosStaffSums[] instances = [Instance(), Instance()];

        var counted = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => Add(new(new(100), new(0)), sums: instances[i % 2]))
        );

        Assert.Equal(5, counted.Count(it => it));
    }

    [Fact]
    public async Task What_would_exceed_the_limit_adds_nothing()
    {
        Assert.True(await Add(new(new(400), new(0))));
        Assert.False(await Add(new(new(101), new(0))));
        Assert.True(await Add(new(new(100), new(0))));
    }

    [Fact]
    public async Task Points_and_money_have_limits_of_their_own()
    {
        Assert.True(await Add(new(new(1), new(50_000))));
        Assert.False(await Add(new(new(1), new(1))));
        Assert.True(await Add(new(new(499), new(0))));
    }

    [Fact]
    public async Task Each_person_member_and_day_has_a_sum_of_its_own()
    {
        Assert.True(await Add(Limit));
        Assert.False(await Add(Limit));

        Assert.True(await Add(Limit, person: _person + "-2"));
        Assert.True(await Add(Limit, member: "other"));
        Assert.True(await Add(Limit, member: null));
        Assert.True(await Add(Limit, day: Today.AddDays(1)));
    }

    private CosmosStaffSums Instance() => new(cosmos.Client, new(cosmos.Client));

    private Task<bool> Add(
        StaffSum more,
        string? person = null,
        string? member = "ming",
        DateOnly? day = null,
        CosmosStaffSums? sums = null
    ) =>
        (sums ?? Instance()).TryAdd(
            person ?? _person,
            member,
            day ?? Today,
            more,
            Limit,
            TestContext.Current.CancellationToken
        );
}
