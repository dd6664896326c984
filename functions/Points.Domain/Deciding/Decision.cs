using Points.Domain.Accruing;
using Points.Domain.Acting;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Domain.Deciding;

/// <summary>What a pure decision makes of a wallet and a command: a change to commit in one piece, or a refusal.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>The posting's last entry is the request's own. Order, deed and redemption are created with it, or all fails.</summary>
    public sealed record Accepted(Posting Posting) : Decision
    {
        public Order? Order { get; init; }
        public Deed? Deed { get; init; }
        public Redemption? Redemption { get; init; }
    }

    public sealed record Refused(Refusal Refusal) : Decision;

    public static implicit operator Decision(Refusal refusal) => new Refused(refusal);

    public T Match<T>(Func<Accepted, T> accepted, Func<Refusal, T> refused) => this switch
    {
        Accepted decision => accepted(decision),
        Refused decision => refused(decision.Refusal),
        _ => throw new InvalidOperationException($"{GetType()} is no decision"),
    };
}
