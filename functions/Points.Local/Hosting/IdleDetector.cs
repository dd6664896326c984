using Points.Local.Cosmos;
using Points.Local.Messaging;

namespace Points.Local.Hosting;

/// <summary>
/// Tells when everything that was begun is done: what was committed has been seen by the functions that run for changes,
/// what was in the queues by those that run for messages, and so has what followed from that. Messages for later, dead
/// letters, and queues that nobody receives from do not count. What others go on to commit meanwhile is not waited for.
/// </summary>
internal sealed class IdleDetector(
    LocalCosmos store,
    LocalBus bus,
    IReadOnlyList<string> queues,
    IReadOnlyList<ChangeFeedMonitor> feeds,
    RunningCalls runningCalls
)
{
    /// <summary>
    /// Far more than any chain of functions has links. Where others commit without pause it never gets quiet; then so many
    /// steps, each of which handles all that the one before has left, end the wait.
    /// </summary>
    private const int StepsMax = 32;

    /// <returns>False when it took too long.</returns>
    public async Task<bool> WaitUntilIdle(TimeSpan limit, CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(limit);
        try
        {
            for (var step = 0; step < StepsMax; step++)
                if (await DrainOnce(late.Token))
                    break;
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Waits until all is handled that there was when it began.</summary>
    /// <returns>Whether nothing followed from it: no function ran meanwhile, and nothing was there for one to run for.</returns>
    private async Task<bool> DrainOnce(CancellationToken ct)
    {
        var before = runningCalls.State;
        var wasIdle = before.Running == 0 && bus.AreEmpty(queues);
        var messages = queues.Select(queue => bus.WaitUntilSettled(queue, ct)).ToArray();
        var changes = store.CommittedSequence;
        await Task.WhenAll([.. messages, .. feeds.Select(feed => feed.WaitUntilHandled(changes, ct))]);
        // A call may settle its message and still write.
        await runningCalls.CurrentCallsEnded.WaitAsync(ct);
        return wasIdle && bus.AreEmpty(queues) && runningCalls.State == before;
    }
}
