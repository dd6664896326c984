namespace Points.Domain.Ledger;

/// <summary>What became of a request.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>The request's entry stands in the ledger; <paramref name="IsReplayed"/> if an earlier attempt had put it there.</summary>
    public sealed record Booked(LedgerEntry Entry, bool IsReplayed) : Outcome;

    /// <summary>Nothing was written.</summary>
    public sealed record Refused(Refusal Refusal) : Outcome;

    public static implicit operator Outcome(Refusal refusal) => new Refused(refusal);

    public T Match<T>(Func<Booked, T> booked, Func<Refusal, T> refused) =>
        this switch
        {
            Booked outcome => booked(outcome),
            Refused outcome => refused(outcome.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is no outcome"),
        };
}
