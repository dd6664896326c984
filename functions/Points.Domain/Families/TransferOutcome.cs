using Points.Domain.Ledger;

namespace Points.Domain.Families;

/// <summary>The result of sending points.</summary>
public abstract record TransferOutcome
{
    private TransferOutcome() { }

    /// <param name="Entry">The sender's completion entry: the points arrived, or returned to the sender.</param>
    public sealed record Done(LedgerEntry Entry, bool IsReplayed) : TransferOutcome;

    /// <summary>The points are sent, and the receiver's wallet has not decided yet.</summary>
    /// <param name="Entry">The sender's entry with which the points were sent.</param>
    public sealed record Pending(LedgerEntry Entry) : TransferOutcome;

    public sealed record Refused(Refusal Refusal) : TransferOutcome;

    public static implicit operator TransferOutcome(Refusal refusal) => new Refused(refusal);

    public T Match<T>(Func<Done, T> done, Func<Pending, T> pending, Func<Refusal, T> refused) =>
        this switch
        {
            Done outcome => done(outcome),
            Pending outcome => pending(outcome),
            Refused outcome => refused(outcome.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is not a known outcome of a transfer"),
        };
}
