using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>
/// The result of a pure decision on a wallet and a command: a change to commit atomically, or a refusal.
/// </summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>The command is accepted. Entries, wallet and records are committed together, or nothing is.</summary>
    public sealed record Accepted(PendingChange PendingChange) : Decision
    {
        /// <summary>Records to create. If one exists already, the commit fails.</summary>
        public ImmutableArray<WalletRecord> NewRecords { get; init; } = [];

        /// <summary>The new state of records that the decision has read.</summary>
        public ImmutableArray<WalletRecord> ChangedRecords { get; init; } = [];

        /// <summary>The points that the budget must allow; returned points do not count (law L6).</summary>
        public Points Issued { get; init; }

        /// <summary>The spend code that the request uses up; null if it needs none.</summary>
        public SpendCodeUse? UsedSpendCode { get; init; }

        /// <summary>
        /// The decision as it is committed: the hash of the last entry covers the records and the state of the wallet
        /// (decision 59).
        /// </summary>
        public Accepted Bound() => this with { PendingChange = PendingChange.Bind(NewRecords.Concat(ChangedRecords)) };

        /// <summary>The redemption that the request creates; null if it creates none.</summary>
        public Redemption? Redemption => NewRecords.OfType<Redemption>().SingleOrDefault();
    }

    /// <summary>The decision needs these records: load them and decide again (decision 8).</summary>
    public sealed record NeedsRecords(ImmutableArray<RecordKey> Keys) : Decision;

    public sealed record Refused(Refusal Refusal) : Decision;

    public static implicit operator Decision(Refusal refusal) => new Refused(refusal);

    /// <exception cref="InvalidOperationException">The decision is not a refusal.</exception>
    public Refusal RequireRefusal() =>
        this is Refused { Refusal: var refusal }
            ? refusal
            : throw new InvalidOperationException($"{this} refuses nothing");

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
            _ => throw new InvalidOperationException($"{GetType()} is not a known decision"),
        };

    /// <summary>For decisions that need no further records.</summary>
    public T Match<T>(Func<Accepted, T> accepted, Func<Refusal, T> refused) =>
        Match(
            accepted,
            refused,
            needsRecords: keys =>
                throw new InvalidOperationException($"records were not loaded: {string.Join(", ", keys)}")
        );
}
