using Points.Domain.Deciding;
using Points.Domain.Programmes.Changes;

namespace Points.Domain.Programmes.Revising;

/// <summary>What became of a revision that was submitted or announced.</summary>
public abstract record Announcement
{
    private Announcement() { }

    /// <param name="Changes">Against the revision that it follows; none for a first one.</param>
    public sealed record Accepted(Revision Revision, RevisionStatus Status, IReadOnlyList<Change> Changes) : Announcement
    {
        /// <summary>Whether somebody is worse off, so that everyone must be told thirty days before (law L2).</summary>
        public bool NeedsNotice => Changes.Any(change => change.Effect == Effect.Adverse);
    }

    public sealed record Refused(Refusal Refusal) : Announcement;

    public static implicit operator Announcement(Refusal refusal) => new Refused(refusal);

    public T Match<T>(Func<Accepted, T> accepted, Func<Refusal, T> refused) => this switch
    {
        Accepted it => accepted(it),
        Refused it => refused(it.Refusal),
        _ => throw new InvalidOperationException($"{GetType()} is no announcement"),
    };
}
