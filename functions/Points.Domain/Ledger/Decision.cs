using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>What a pure decision makes of a wallet and a command: a change to commit in one piece, or a refusal.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>The posting's last entry is the request's own. What it creates is created with it, or all fails.</summary>
    public sealed record Accepted(PendingChange PendingChange) : Decision
    {
        /// <summary>Records that must not exist yet.</summary>
        public ImmutableArray<WalletRecord> NewRecords { get; init; } = [];

        /// <summary>Records that were read, in their new state.</summary>
        public ImmutableArray<WalletRecord> ChangedRecords { get; init; } = [];

        /// <summary>The member's consent that the request uses up.</summary>
        public SpendCodeUse? UsedSpendCode { get; init; }

        public Redemption? Redemption => NewRecords.OfType<Redemption>().SingleOrDefault();
    }

    /// <summary>It cannot be decided without these records.</summary>
    public sealed record NeedsRecords(ImmutableArray<RecordKey> Keys) : Decision;

    public sealed record Refused(Refusal Refusal) : Decision;

    public static implicit operator Decision(Refusal refusal) => new Refused(refusal);

    public T Match<T>(
        Func<Accepted, T> accepted,
        Func<Refusal, T> refused,
        Func<ImmutableArray<RecordKey>, T> needsRecords
    ) =>
        this switch
        {
            Accepted decision => accepted(decision),
            Refused decision => refused(decision.Refusal),
            NeedsRecords decision => needsRecords(decision.Keys),
            _ => throw new InvalidOperationException($"{GetType()} is no decision"),
        };

    /// <summary>For what needs no records.</summary>
    public T Match<T>(Func<Accepted, T> accepted, Func<Refusal, T> refused) =>
        Match(accepted, refused, needsRecords: keys => throw new InvalidOperationException($"{keys[0]} was not read"));
}
