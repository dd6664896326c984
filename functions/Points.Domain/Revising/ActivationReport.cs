using System.Collections.Immutable;

namespace Points.Domain.Revising;

/// <summary>What a run of <see cref="RevisionActivationRun"/> did and found.</summary>
public sealed class ActivationReport
{
    public long WalletsUpdated { get; internal set; }

    /// <summary>How many revisions all wallets have been updated to.</summary>
    public int RevisionsApplied { get; internal set; }

    public int RevisionsWithdrawn { get; internal set; }

    /// <summary>Revisions whose day has come while members still wait for their notices.</summary>
    public ImmutableArray<(string ProgrammeId, int Revision, DateOnly On)> LateRevisions { get; internal set; } = [];
}
