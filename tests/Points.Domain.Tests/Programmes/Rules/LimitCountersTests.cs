using Points.Domain.Programmes.Rules;

namespace Points.Domain.Tests.Programmes.Rules;

public sealed class LimitCountersTests
{
    [Fact]
    public void A_new_period_starts_at_zero_and_then_counts_late_use_in_earlier_periods_too()
    {
        var counters = LimitCounters.None.Add("cap", "2027-01", 5).Add("cap", "2027-02", 3);

        Assert.Equal((3, 0), (counters.Used("cap", "2027-02"), counters.Used("cap", "2027-03")));
        // An instance whose clock is slightly behind still counts in January, after others have begun February.
        Assert.Equal(3, counters.Used("cap", "2027-01"));
        Assert.Equal(7, counters.Add("cap", "2027-01", 4).Used("cap", "2027-02"));
    }

    [Fact]
    public void Use_is_taken_back_from_its_own_period_only()
    {
        var counters = LimitCounters.None.Add("cap", "2027-02", 3);

        Assert.Equal(1, counters.Subtract("cap", "2027-02", 2).Used("cap", "2027-02"));
        Assert.Equal(3, counters.Subtract("cap", "2027-01", 2).Used("cap", "2027-02"));
        Assert.Equal(0, counters.Subtract("cap", "2027-02", 9).Used("cap", "2027-02"));
    }
}
