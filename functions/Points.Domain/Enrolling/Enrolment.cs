using Points.Domain.Deciding;

namespace Points.Domain.Enrolling;

/// <summary>What became of an enrolment.</summary>
public abstract record Enrolment
{
    private Enrolment() { }

    public sealed record Done(Member Member, bool Created) : Enrolment;

    public sealed record Refused(Refusal Refusal) : Enrolment;

    public T Match<T>(Func<Done, T> done, Func<Refusal, T> refused) =>
        this switch
        {
            Done enrolment => done(enrolment),
            Refused enrolment => refused(enrolment.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is no enrolment"),
        };
}
