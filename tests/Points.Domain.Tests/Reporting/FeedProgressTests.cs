using Points.Domain.Reporting;

namespace Points.Domain.Tests.Reporting;

/// <summary>The feed is complete up to the instant at which its slowest part was seen to be read to the end.</summary>
public sealed class FeedProgressTests
{
    private static readonly DateTimeOffset Noon = new(2027, 3, 10, 12, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Given_parts_that_are_read_Then_it_is_complete_but_for_requests_under_way() =>
        Assert.Equal(
            Noon - FeedProgress.CommitTimeMax,
            FeedProgress.None.Observe(Unread(("0", 0), ("1", 0)), Noon).CompleteUpTo
        );

    [Fact]
    public void Given_a_part_that_has_unread_changes_Then_it_counts_from_when_it_had_none()
    {
        var progress = FeedProgress
            .None.Observe(Unread(("0", 0), ("1", 0)), Noon)
            .Observe(Unread(("0", 0), ("1", 7)), Noon.AddHours(1));

        Assert.Equal(Noon - FeedProgress.CommitTimeMax, progress.CompleteUpTo);
    }

    [Fact]
    public void Given_parts_that_are_read_at_different_times_Then_the_earlier_time_counts()
    {
        var progress = FeedProgress
            .None.Observe(Unread(("0", 0), ("1", 7)), Noon)
            .Observe(Unread(("0", 3), ("1", 0)), Noon.AddHours(1));

        Assert.Equal(Noon - FeedProgress.CommitTimeMax, progress.CompleteUpTo);
    }

    [Fact]
    public void Given_a_part_that_split_Then_its_children_are_read_as_far_as_all_parts_were()
    {
        var progress = FeedProgress
            .None.Observe(Unread(("0", 0)), Noon)
            .Observe(Unread(("1", 4), ("2", 0)), Noon.AddHours(1));

        Assert.Equal(Noon - FeedProgress.CommitTimeMax, progress.CompleteUpTo);
    }

    [Fact]
    public void Given_a_part_that_was_never_read_to_its_end_Then_nothing_is_known_to_be_complete() =>
        Assert.Null(FeedProgress.None.Observe(Unread(("0", 0), ("1", 7)), Noon).CompleteUpTo);

    [Fact]
    public void Given_no_parts_Then_nothing_is_known_to_be_complete() => Assert.Null(FeedProgress.None.CompleteUpTo);

    private static Dictionary<string, long> Unread(params (string Part, long Changes)[] parts) =>
        parts.ToDictionary(it => it.Part, it => it.Changes, StringComparer.Ordinal);
}
