using Points.Domain.Enrolling;

namespace Points.Domain.Tests.Enrolling;

public sealed class MemberGuessesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly MemberGuessLimits Limits = new(CountMax: 3, TimeSpan.FromMinutes(5));

    [Fact]
    public void The_last_allowed_person_locks_for_minutes()
    {
        var two = Add(Add(MemberGuesses.None, "a", 0), "b", 1);
        Assert.False(two.IsLockedAt(Start.AddMinutes(1)));

        var three = Add(two, "c", 2);

        Assert.True(three.IsLockedAt(Start.AddMinutes(7).AddTicks(-1)));
        Assert.False(three.IsLockedAt(Start.AddMinutes(7)));
        Assert.Equal(three, Add(three, "d", 4));
    }

    [Fact]
    public void The_same_person_counts_once()
    {
        var guesses = Add(MemberGuesses.None, "a", 0);

        Assert.Equal(guesses, Add(guesses, "a", 4));
    }

    [Fact]
    public void People_that_are_named_far_apart_lock_nothing()
    {
        var guesses = MemberGuesses.None;
        for (var minute = 0; minute < 60; minute += 3)
        {
            guesses = Add(guesses, $"m-{minute}", minute);
            Assert.False(guesses.IsLockedAt(Start.AddMinutes(minute)));
        }
    }

    [Fact]
    public void After_a_lock_the_count_begins_anew()
    {
        var locked = Add(Add(Add(MemberGuesses.None, "a", 0), "b", 0), "c", 0);

        var after = Add(locked, "a", 5);

        Assert.Equal(["a"], after.Named);
        Assert.False(after.IsLockedAt(Start.AddMinutes(5)));
    }

    private static MemberGuesses Add(MemberGuesses guesses, string digest, int minute) =>
        guesses.Add(digest, Start.AddMinutes(minute), Limits);
}
