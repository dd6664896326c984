using Points.Local.Messaging;

namespace Points.Local.Hosting;

/// <summary>
/// Tells when everything that was begun is done: what was committed has been seen by the functions that run for changes,
/// and so has what followed from it, and no queue that somebody receives from holds a message. Messages for later and dead
/// letters do not count.
/// </summary>
internal sealed class Quiet(LocalBus bus, IReadOnlyList<string> queues, IReadOnlyList<FeedWatch> feeds, Activity activity)
{
    /// <returns>False when it did not become quiet in time.</returns>
    public async Task<bool> Wait(TimeSpan limit, CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(limit);
        try
        {
            while (!await IsQuiet(late.Token))
            {
            }
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>
    /// While all feeds were found without changes, no function ran; so none of them wrote behind a feed that had been found
    /// so before, and what is not in the queues now was not sent.
    /// </summary>
    private async Task<bool> IsQuiet(CancellationToken ct)
    {
        var (news, work) = (bus.Changed, activity.Changed);
        var before = activity.Now;
        if (before.Running > 0 || !bus.AreEmpty(queues))
        {
            await Task.WhenAny(news, work).WaitAsync(ct);
            return false;
        }
        await Task.WhenAll(feeds.Select(feed => feed.Drained(ct)));
        return bus.AreEmpty(queues) && activity.Now == before;
    }
}
