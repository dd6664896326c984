using Points.Domain.Programmes;
using Points.Domain.Programmes.Changes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Revising;

/// <summary>The result of submitting, announcing, postponing, withdrawing or finding a revision.</summary>
public abstract record RevisionOutcome
{
    private RevisionOutcome() { }

    /// <param name="Changes">The differences from the revision it follows; empty for a first revision.</param>
    public sealed record Accepted(Revision Revision, RevisionStatus Status, IReadOnlyList<DocumentChange> Changes)
        : RevisionOutcome
    {
        /// <summary>Whether it disadvantages members, so all of them need notice thirty days before (law L2).</summary>
        public bool NeedsNotice { get; init; } = Changes.Any(change => change.Effect == Effect.Adverse);
    }

    public sealed record Refused(Refusal Refusal) : RevisionOutcome;

    public static implicit operator RevisionOutcome(Refusal refusal) => new Refused(refusal);

    public T Match<T>(Func<Accepted, T> accepted, Func<Refusal, T> refused) =>
        this switch
        {
            Accepted it => accepted(it),
            Refused it => refused(it.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is not a known outcome"),
        };
}
