using System.Collections.Immutable;
using Points.Domain.Programmes;

namespace Points.Domain.Ledger;

/// <summary>
/// Pieces of limited stock that the member held and did not take. They count as held for some time, so that nobody
/// keeps pieces from others by holding them again and again (decision 31).
/// </summary>
public sealed record ReleasedHold(string RewardId, int Quantity, DateTimeOffset CountsUntil)
{
    /// <summary>The most that a wallet remembers. Beyond that, those are dropped that count the least longer.</summary>
    private const int CountMax = 100;

    /// <summary>Adds the pieces of a hold that ended at an instant, and drops those that no longer count.</summary>
    internal static ImmutableArray<ReleasedHold> Add(
        ImmutableArray<ReleasedHold> all,
        Hold.ForReward hold,
        DateTimeOffset at
    )
    {
        var released = new ReleasedHold(
            hold.RewardId,
            hold.Quantity,
            HoldTerms.CountedUntil(hold.At, at).ToUniversalTime()
        );
        var next = all.RemoveAll(it => it.CountsUntil <= at)
            .Add(released)
            .Sort((left, right) => left.CountsUntil.CompareTo(right.CountsUntil));
        return next.Length > CountMax ? next[^CountMax..] : next;
    }
}
