using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>The result of a change of a profile.</summary>
public abstract record ProfileOutcome
{
    private ProfileOutcome() { }

    /// <param name="Created">Whether the member is new.</param>
    public sealed record Saved(Member Member, bool Created) : ProfileOutcome;

    public sealed record Refused(Refusal Refusal) : ProfileOutcome;

    public T Match<T>(Func<Saved, T> saved, Func<Refusal, T> refused) =>
        this switch
        {
            Saved it => saved(it),
            Refused it => refused(it.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is not a known outcome of a change of a profile"),
        };
}
