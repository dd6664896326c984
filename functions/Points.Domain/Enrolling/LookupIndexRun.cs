using Points.Domain.Jobs;

namespace Points.Domain.Enrolling;

/// <summary>
/// Writes all look-ups under the newest key, and then deletes those under the key before. Instances share each walk
/// through the members; it resumes where it stopped.
/// </summary>
public sealed class LookupIndexRun(ILookupIndex index, IJobParts parts, DueItemsRunner runner)
{
    /// <summary>Does this instance's share of the stage that is due.</summary>
    /// <returns>How many members this instance has handled; 0 if no stage is due.</returns>
    public async Task<long> Run(RunShare share, CancellationToken ct)
    {
        var (state, version) = await index.Find(share.Now, ct);
        if (!state.IsDueAt(share.Now) || (share.IsInvited && share.RunId != state.RunId))
            return 0;
        var walk = share with { RunId = state.RunId };
        var steps = new IndependentSteps();
        var handled = await runner.Run(
            index.AllMembers,
            (memberId, token) => Handle(memberId, state, version, token),
            walk,
            steps,
            ct
        );
        steps.ThrowIfAnyFailed($"{handled} members were handled");
        if (await HasEnded(walk with { IsInvited = false }, ct))
            await index.TryMove(state.Finish(share.Now), version, ct);
        return handled;
    }

    /// <summary>
    /// A member that fails makes the next run begin again. That is stored before the walk goes on, so that no member is
    /// forgotten.
    /// </summary>
    private async Task<bool> Handle(string memberId, LookupIndexState state, string version, CancellationToken ct)
    {
        try
        {
            return state.Stage == LookupIndexStage.Dropping
                ? await index.DropBefore(memberId, ct)
                : await index.Index(memberId, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await index.TryMove(state with { Attempt = state.Attempt + 1 }, version, ct);
            throw;
        }
    }

    /// <summary>Whether no member is left. An empty range has no part.</summary>
    private async Task<bool> HasEnded(RunShare walk, CancellationToken ct)
    {
        foreach (var range in await index.AllMembers.ListRanges(ct))
            if (
                !(await parts.Find(index.AllMembers.Name, range, ct)).Part.HasEnded(walk)
                && await index.AllMembers.ReadPage(range, walk.Now, null, ct) is not { Items.Count: 0, Position: null }
            )
                return false;
        return true;
    }
}
