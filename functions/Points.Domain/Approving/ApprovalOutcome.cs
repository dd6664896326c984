namespace Points.Domain.Approving;

/// <summary>The outcome of a decision about an approval.</summary>
public abstract record ApprovalOutcome
{
    private ApprovalOutcome() { }

    public sealed record Decided(Approval Approval) : ApprovalOutcome;

    public sealed record Refused(Refusal Refusal) : ApprovalOutcome;

    public static implicit operator ApprovalOutcome(Refusal refusal) => new Refused(refusal);

    public T Match<T>(Func<Approval, T> decided, Func<Refusal, T> refused) =>
        this switch
        {
            Decided outcome => decided(outcome.Approval),
            Refused outcome => refused(outcome.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is not a known outcome"),
        };
}
