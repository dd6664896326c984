using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Domain.Deciding;

/// <summary>What a pure decision makes of a wallet and a command: a change to commit in one piece, or a refusal.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>The posting's last entry is the request's own. What it creates is created with it, or all fails.</summary>
    public sealed record Accepted(Posting Posting) : Decision
    {
        /// <summary>Records that must not exist yet.</summary>
        public ImmutableArray<Record> Creates { get; init; } = [];

        /// <summary>Records that were read, in their new state.</summary>
        public ImmutableArray<Record> Changes { get; init; } = [];

        /// <summary>The member's consent that the request uses up.</summary>
        public SpendCodeUse? SpendCode { get; init; }

        public Redemption? Redemption => Creates.OfType<Redemption>().SingleOrDefault();
    }

    /// <summary>It cannot be decided without these records.</summary>
    public sealed record Needs(ImmutableArray<RecordKey> Keys) : Decision;

    public sealed record Refused(Refusal Refusal) : Decision;

    public static implicit operator Decision(Refusal refusal) => new Refused(refusal);

    public T Match<T>(Func<Accepted, T> accepted, Func<Refusal, T> refused, Func<ImmutableArray<RecordKey>, T> needs) =>
        this switch
        {
            Accepted decision => accepted(decision),
            Refused decision => refused(decision.Refusal),
            Needs decision => needs(decision.Keys),
            _ => throw new InvalidOperationException($"{GetType()} is no decision"),
        };

    /// <summary>For what needs no records.</summary>
    public T Match<T>(Func<Accepted, T> accepted, Func<Refusal, T> refused) =>
        Match(accepted, refused, needs: keys => throw new InvalidOperationException($"{keys[0]} was not read"));
}
