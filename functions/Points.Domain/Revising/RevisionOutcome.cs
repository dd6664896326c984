using Points.Domain.Programmes;
using Points.Domain.Programmes.Changes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Revising;

/// <summary>What became of a revision that an operator submitted, announced, postponed or withdrew.</summary>
public abstract record RevisionOutcome
{
    private RevisionOutcome() { }

    /// <param name="Changes">Against the revision that it follows; none for a first one.</param>
    public sealed record Accepted(Revision Revision, RevisionStatus Status, IReadOnlyList<DocumentChange> Changes)
        : RevisionOutcome
    {
        /// <summary>Whether somebody is worse off, so that everyone must be told thirty days before (law L2).</summary>
        public bool NeedsNotice { get; init; } = Changes.Any(change => change.Effect == Effect.Adverse);
    }

    public sealed record Refused(Refusal Refusal) : RevisionOutcome;

    public static implicit operator RevisionOutcome(Refusal refusal) => new Refused(refusal);

    public T Match<T>(Func<Accepted, T> accepted, Func<Refusal, T> refused) =>
        this switch
        {
            Accepted it => accepted(it),
            Refused it => refused(it.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is no outcome of a revision"),
        };
}
