namespace Points.Domain.Complaining;

/// <summary>What came of a complaint or of an answer.</summary>
public abstract record ComplaintOutcome
{
    private ComplaintOutcome() { }

    /// <param name="IsReplayed">Whether an earlier attempt of the same request had done it.</param>
    public sealed record Recorded(Complaint Complaint, bool IsReplayed) : ComplaintOutcome;

    public sealed record Refused(Refusal Refusal) : ComplaintOutcome;

    public static implicit operator ComplaintOutcome(Refusal refusal) => new Refused(refusal);

    public T Match<T>(Func<Recorded, T> recorded, Func<Refusal, T> refused) =>
        this switch
        {
            Recorded outcome => recorded(outcome),
            Refused outcome => refused(outcome.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is not a known outcome"),
        };
}
