using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>Points set aside, lot by lot: they cannot be spent, and do not expire while they are.</summary>
public abstract record Hold
{
    /// <summary>The most holds a wallet has at once: all of them can end in one commit.</summary>
    public const int CountMax = 20;

    /// <summary>The most lots that a wallet's holds take from together, so that the wallet's document stays small.</summary>
    public const int LotsMax = 400;

    private Hold(string holdId, ImmutableArray<Lot> lots) => (HoldId, Lots) = (holdId, lots);

    /// <summary>Of the redemption or transfer that it is for.</summary>
    public string HoldId { get; }

    public ImmutableArray<Lot> Lots { get; }

    /// <summary>For a reward, until it is confirmed or cancelled; at the latest until its time is over.</summary>
    /// <param name="At">When it was taken: what it used of a limit counts in that period.</param>
    public sealed record ForReward(
        string HoldId,
        ImmutableArray<Lot> Lots,
        string RewardId,
        int Quantity,
        DateTimeOffset At,
        DateTimeOffset Until
    ) : Hold(HoldId, Lots);

    /// <summary>On the way to another member: not free before it is known that they did not arrive.</summary>
    /// <param name="ResumeAt">When to see to it that it goes on, where it did not.</param>
    public sealed record InTransit(string HoldId, ImmutableArray<Lot> Lots, string ToMemberId, DateTimeOffset ResumeAt)
        : Hold(HoldId, Lots);

    /// <summary>Why a wallet cannot have so many holds; null if it can.</summary>
    public static Refusal? FindRefusal(ImmutableArray<Hold> holds) =>
        holds.Length > CountMax || holds.Sum(hold => hold.Lots.Length) > LotsMax
            ? new Refusal.LimitReached($"a wallet has at most {CountMax} holds, of {LotsMax} lots in all")
            : null;

    public Points Points => Ledger.Lots.Sum(Lots);

    /// <summary>When somebody has to see to it.</summary>
    public DateTimeOffset DueAt => Match(forReward: it => it.Until, inTransit: it => it.ResumeAt);

    public T Match<T>(Func<ForReward, T> forReward, Func<InTransit, T> inTransit) =>
        this switch
        {
            ForReward hold => forReward(hold),
            InTransit hold => inTransit(hold),
            _ => throw new InvalidOperationException($"{GetType()} is no hold"),
        };
}
