using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>The result of an enrolment.</summary>
public abstract record EnrolmentOutcome
{
    private EnrolmentOutcome() { }

    /// <param name="Created">Whether the member is new.</param>
    public sealed record Enrolled(Member Member, bool Created) : EnrolmentOutcome;

    public sealed record Refused(Refusal Refusal) : EnrolmentOutcome;

    public T Match<T>(Func<Enrolled, T> enrolled, Func<Refusal, T> refused) =>
        this switch
        {
            Enrolled enrolment => enrolled(enrolment),
            Refused enrolment => refused(enrolment.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is not a known outcome of an enrolment"),
        };
}
