using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>Points that are held, lot by lot: they cannot be spent, and do not expire while they are held.</summary>
public abstract record Hold
{
    /// <summary>The rule that explains which held points may expire before the hold ends.</summary>
    public const string ExpiryRule = "hold";

    /// <summary>The most holds of a wallet, so that all of them can end in one commit.</summary>
    public const int CountMax = 20;

    /// <summary>The most lots in all holds of a wallet, so that the wallet's document stays small.</summary>
    public const int LotsMax = 400;

    private Hold(string holdId, ImmutableArray<Lot> lots) => (HoldId, Lots) = (holdId, lots);

    /// <summary>The id of the redemption or transfer that the hold is for.</summary>
    public string HoldId { get; }

    public ImmutableArray<Lot> Lots { get; }

    /// <summary>A hold for a reward, until it is confirmed or cancelled, or expires.</summary>
    /// <param name="Quantity">In pieces.</param>
    /// <param name="At">When the hold began. The pieces count towards the limits of that period.</param>
    /// <param name="Until">When the hold expires.</param>
    public sealed record ForReward(
        string HoldId,
        ImmutableArray<Lot> Lots,
        string RewardId,
        int Quantity,
        DateTimeOffset At,
        DateTimeOffset Until
    ) : Hold(HoldId, Lots);

    /// <summary>A hold for a transfer, until the receiver's wallet has accepted or refused the points.</summary>
    /// <param name="ResumeAt">When a job continues the transfer if it has not ended by then.</param>
    public sealed record InTransit(string HoldId, ImmutableArray<Lot> Lots, string Receiver, DateTimeOffset ResumeAt)
        : Hold(HoldId, Lots);

    /// <summary>Refuses holds beyond <see cref="CountMax"/> or <see cref="LotsMax"/>.</summary>
    /// <returns>Null if a wallet may have these holds.</returns>
    public static Refusal? FindRefusal(ImmutableArray<Hold> holds) =>
        holds.Length > CountMax || holds.Sum(hold => hold.Lots.Length) > LotsMax
            ? new Refusal.LimitReached($"a wallet has at most {CountMax} holds, from {LotsMax} lots in total")
            : null;

    /// <summary>The bytes of all lots in holds in the store, at most.</summary>
    public static int SizeOf(ImmutableArray<Hold> holds) => holds.Sum(hold => hold.Lots.Sum(lot => lot.Size));

    public Points Points => Ledger.Lots.Sum(Lots);

    /// <summary>When a job must process the hold.</summary>
    public DateTimeOffset DueAt => Match(forReward: it => it.Until, inTransit: it => it.ResumeAt);

    public T Match<T>(Func<ForReward, T> forReward, Func<InTransit, T> inTransit) =>
        this switch
        {
            ForReward hold => forReward(hold),
            InTransit hold => inTransit(hold),
            _ => throw new InvalidOperationException($"{GetType()} is not a known hold"),
        };
}
