namespace Points.Domain.Settling;

/// <summary>What became of a request to raise or answer a dispute.</summary>
public abstract record DisputeOutcome
{
    private DisputeOutcome() { }

    /// <param name="IsNew">Whether this request raised the dispute; false for a repeat, and for an answer.</param>
    public sealed record Recorded(Dispute Dispute, bool IsNew = false) : DisputeOutcome;

    public sealed record Refused(Refusal Refusal) : DisputeOutcome;

    public static implicit operator DisputeOutcome(Refusal refusal) => new Refused(refusal);

    public T Match<T>(Func<Recorded, T> recorded, Func<Refusal, T> refused) =>
        this switch
        {
            Recorded it => recorded(it),
            Refused it => refused(it.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is not an outcome of a dispute"),
        };
}
