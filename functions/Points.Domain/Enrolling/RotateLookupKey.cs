namespace Points.Domain.Enrolling;

/// <summary>Begins to use a new key for look-ups, unless the change to the last one is still under way.</summary>
public sealed class RotateLookupKeyHandler(ILookupIndex index)
{
    /// <returns>The state, in which a change is under way.</returns>
    public async Task<LookupIndexState> Handle(DateTimeOffset now, CancellationToken ct)
    {
        var (state, version) = await index.Find(now, ct);
        if (state.Stage != LookupIndexStage.Done)
            return state;
        var next = state.Rotate(now);
        // If another request was faster, its change is the one under way.
        return await index.TryMove(next, version, ct) ? next : (await index.Find(now, ct)).State;
    }
}
