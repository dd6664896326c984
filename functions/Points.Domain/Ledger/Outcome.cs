namespace Points.Domain.Ledger;

/// <summary>The outcome of a request.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>The request's entry is in the ledger.</summary>
    /// <param name="IsReplayed">Whether an earlier attempt of the same request had booked it.</param>
    public sealed record Booked(LedgerEntry Entry, bool IsReplayed) : Outcome;

    /// <summary>The request was refused. Nothing was written.</summary>
    public sealed record Refused(Refusal Refusal) : Outcome;

    public static implicit operator Outcome(Refusal refusal) => new Refused(refusal);

    public T Match<T>(Func<Booked, T> booked, Func<Refusal, T> refused) =>
        this switch
        {
            Booked outcome => booked(outcome),
            Refused outcome => refused(outcome.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is not a known outcome"),
        };
}
