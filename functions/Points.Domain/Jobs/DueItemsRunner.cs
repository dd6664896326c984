namespace Points.Domain.Jobs;

/// <summary>
/// Handles all items that are due, shared between instances: each claims parts of the store that are free, and stores
/// after each page how far it has come. If it is killed, another instance continues from there (decision 42).
/// </summary>
/// <param name="newId">Creates an id that no other instance has.</param>
public sealed class DueItemsRunner(IJobParts parts, IRunInvitations invitations, Func<string> newId)
{
    /// <summary>How many parts an instance works on at once, and how many items of one part.</summary>
    private const int PartsAtOnce = 8,
        ItemsOfPartAtOnceMin = IndependentSteps.ParallelismMax / PartsAtOnce;

    private const int InvitationsMax = 31;

    /// <summary>How long an instance that stops waits for the store to give up its part.</summary>
    private static readonly TimeSpan ReleaseTimeMax = TimeSpan.FromSeconds(5);

    /// <summary>Works on parts until none is free, or until the deadline.</summary>
    /// <param name="handle">Handles one item; returns whether it changed anything.</param>
    /// <param name="steps">Collects failures: an item that fails does not stop the others.</param>
    /// <returns>How many items this instance has changed.</returns>
    public async Task<long> Run<T>(
        IDueItems<T> due,
        Func<T, CancellationToken, Task<bool>> handle,
        RunShare share,
        IndependentSteps steps,
        CancellationToken ct
    )
    {
        var ranges = await due.ListRanges(ct);
        var work = new Work<T>(due, handle, share, steps, newId(), ranges.Count);
        await Parallel.ForEachAsync(
            StartAnywhere(ranges, work.Owner),
            new ParallelOptions { MaxDegreeOfParallelism = PartsAtOnce, CancellationToken = ct },
            async (range, token) => await RunPart(work, range, token)
        );
        if (work.HasStopped)
            await steps.Run(() => invitations.Invite(due.Name, share, 1, ct));
        return work.Changed;
    }

    private async Task RunPart<T>(Work<T> work, string range, CancellationToken ct)
    {
        var part = await parts.Find(work.Due.Name, range, ct);
        while (!part.Part.HasEnded(work.Share))
        {
            // Most ranges have nothing due at most times. They cost two reads and no write.
            var first = part.Part.IsDone ? await work.Due.ReadPage(range, work.Share.Now, null, ct) : null;
            if (first is { Items.Count: 0, Position: null })
                return;
            if (await parts.TryClaim(part, work.Share, work.Owner, ct) is not { } claimed)
                return;
            if (await Finish(work, claimed, first, ct) is not { } ended)
                return;
            // This may have been the rest of an earlier run. Then follow the items that have become due since.
            part = ended;
        }
    }

    /// <param name="first">The first page, if it has been read.</param>
    /// <returns>Null if the instance has stopped before the end of the part.</returns>
    private async Task<StoredPart?> Finish<T>(Work<T> work, StoredPart claimed, DuePage<T>? first, CancellationToken ct)
    {
        var held = claimed;
        try
        {
            for (var page = first; !work.StopsAtDeadline(); page = null)
            {
                page ??= await work.Due.ReadPage(held.Part.Range, held.Part.DueUntil, held.Part.Position, ct);
                if (page.Position is not null && work.InvitationsLeft() is var count and > 0)
                    await work.Steps.Run(() => invitations.Invite(work.Due.Name, work.Share, count, ct));
                await work.HandlePage(page, ct);
                if (await parts.TryMoveTo(held, page.Position, ct) is not { } moved)
                    return null;
                held = moved;
                if (held.Part.IsDone)
                    return held;
            }
        }
        catch (Exception)
        {
            await TryRelease(held);
            throw;
        }
        await TryRelease(held);
        return null;
    }

    /// <summary>Ignores the job's cancellation: an instance that shuts down gives its parts up, too.</summary>
    private async Task TryRelease(StoredPart held)
    {
        using var timeout = new CancellationTokenSource(ReleaseTimeMax);
        try
        {
            await parts.Release(held, timeout.Token);
        }
        catch (Exception fault)
            when (fault is StoreBusyException or StoreUnavailableException or OperationCanceledException)
        {
            // The claim ends by itself.
        }
    }

    /// <summary>Instances that start at different ranges seldom try to claim the same one.</summary>
    private static IEnumerable<string> StartAnywhere(IReadOnlyList<string> ranges, string owner)
    {
        var start = (string.GetHashCode(owner, StringComparison.Ordinal) & int.MaxValue) % ranges.Count;
        return ranges.Skip(start).Concat(ranges.Take(start));
    }

    /// <summary>What one instance does, and what it has done so far.</summary>
    private sealed class Work<T>(
        IDueItems<T> due,
        Func<T, CancellationToken, Task<bool>> handle,
        RunShare share,
        IndependentSteps steps,
        string owner,
        int rangeCount
    )
    {
        private int _invitationsLeft = share.IsInvited ? 0 : Math.Min(rangeCount - 1, InvitationsMax);
        private long _changed;
        private volatile bool _hasStopped;

        public IDueItems<T> Due => due;

        public RunShare Share => share;

        public IndependentSteps Steps => steps;

        public string Owner => owner;

        public long Changed => _changed;

        public bool HasStopped => _hasStopped;

        /// <summary>How many instances to invite: all that the run needs, the first time this is asked.</summary>
        public int InvitationsLeft() => Interlocked.Exchange(ref _invitationsLeft, 0);

        public bool StopsAtDeadline()
        {
            if (share.Deadline.IsCancellationRequested)
                _hasStopped = true;
            return _hasStopped;
        }

        public async Task HandlePage(DuePage<T> page, CancellationToken ct) =>
            Interlocked.Add(
                ref _changed,
                await steps.RunEach(page.Items.ToAsyncEnumerable(), handle, ct, ItemsOfPartAtOnce)
            );

        /// <summary>With few parts, an instance works on more items of each.</summary>
        private int ItemsOfPartAtOnce =>
            Math.Max(ItemsOfPartAtOnceMin, IndependentSteps.ParallelismMax / Math.Max(rangeCount, 1));
    }
}
