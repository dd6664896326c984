using Points.Domain.Jobs;

namespace Points.Domain.Tests.Jobs;

/// <summary>The report of a run is short and contains no members' data.</summary>
public sealed class JobRunTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly JobRun Run = new("HoldRelease", Now, IsPastDue: false);

    [Fact]
    public void A_run_has_succeeded_when_it_has_ended_without_an_error()
    {
        Assert.False(Run.HasSucceeded);
        Assert.True(Run.Succeed(new(("wallets", 2)), Now).HasSucceeded);
        Assert.False(Run.Fail(new InvalidOperationException("why"), Now).HasSucceeded);
    }

    [Fact]
    public void An_error_is_one_line_of_limited_length()
    {
        Assert.Equal(
            "InvalidOperationException: why",
            Run.Fail(new InvalidOperationException("why\r\nand how"), Now).Error
        );
        Assert.Equal(
            JobRun.ErrorLengthMax,
            Run.Fail(new InvalidOperationException(new string('x', 1_000)), Now).Error!.Length
        );
    }

    [Fact]
    public async Task Failed_steps_are_reported_by_number_and_type_only()
    {
        var steps = new IndependentSteps();
        foreach (var member in new[] { "anna", "berta" })
            await steps.Run(() => throw new InvalidOperationException($"the wallet of {member}"));
        var fault = Assert.Throws<AggregateException>(() => steps.ThrowIfAnyFailed("3 wallets were changed"));
        Assert.Equal("3 wallets were changed, 2 failed: InvalidOperationException", Run.Fail(fault, Now).Error);
    }

    [Fact]
    public void A_report_lists_counts() =>
        Assert.Equal(
            ("2 wallets, 0 reservations", "nothing"),
            (new JobReport(("wallets", 2), ("reservations", 0)).ToString(), JobReport.None.ToString())
        );
}
