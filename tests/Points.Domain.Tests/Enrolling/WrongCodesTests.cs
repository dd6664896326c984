using Points.Domain.Enrolling;

namespace Points.Domain.Tests.Enrolling;

public sealed class WrongCodesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly WrongCodeLimits Limits = new(CountMax: 3, TimeSpan.FromMinutes(5));

    [Fact]
    public void The_last_allowed_wrong_code_locks_for_minutes()
    {
        var two = Add(Add(WrongCodes.None, 0), 1);
        Assert.False(two.IsLockedAt(Start.AddMinutes(1)));

        var three = Add(two, 2);

        Assert.True(three.IsLockedAt(Start.AddMinutes(2)));
        Assert.True(three.IsLockedAt(Start.AddMinutes(7).AddTicks(-1)));
        Assert.False(three.IsLockedAt(Start.AddMinutes(7)));
    }

    [Fact]
    public void Wrong_codes_that_are_far_apart_lock_nothing()
    {
        var codes = WrongCodes.None;
        for (var minute = 0; minute < 60; minute += 3)
        {
            codes = Add(codes, minute);
            Assert.False(codes.IsLockedAt(Start.AddMinutes(minute)));
        }
    }

    [Fact]
    public void A_lock_is_not_made_longer_by_more_codes()
    {
        var locked = Add(Add(Add(WrongCodes.None, 0), 0), 0);

        Assert.Equal(locked, Add(locked, 4));
    }

    [Fact]
    public void After_a_lock_the_count_begins_anew()
    {
        var locked = Add(Add(Add(WrongCodes.None, 0), 0), 0);

        var after = Add(locked, 5);

        Assert.Equal((1, false), (after.Count, after.IsLockedAt(Start.AddMinutes(5))));
    }

    private static WrongCodes Add(WrongCodes codes, int minute) => codes.Add(Start.AddMinutes(minute), Limits);
}
