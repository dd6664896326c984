using Emulators.CosmosDb;
using Emulators.ServiceBus;

namespace Points.Local.Hosting;

/// <summary>
/// Waits until the functions have handled all committed changes and all queued messages, and everything that this
/// caused. Scheduled messages, dead letters and queues without a receiver do not count. Changes that other callers
/// commit during the wait are not waited for.
/// </summary>
internal sealed class IdleDetector(
    CosmosEmulator store,
    ServiceBusEmulator bus,
    IReadOnlyList<string> queues,
    IReadOnlyList<ChangeFeedMonitor> feeds,
    RunningCalls runningCalls
)
{
    /// <summary>
    /// More than the longest chain of functions that trigger each other. It ends the wait when other callers commit all
    /// the time and the host is never idle.
    /// </summary>
    private const int StepsMax = 32;

    /// <returns>False if the limit passed first.</returns>
    public async Task<bool> WaitUntilIdle(TimeSpan limit, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(limit);
        try
        {
            for (var step = 0; step < StepsMax; step++)
                if (await DrainOnce(timeout.Token))
                    break;
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Waits until everything that existed at the start of the call is handled.</summary>
    /// <returns>Whether the host was idle all the time: no function ran, and the queues were empty.</returns>
    private async Task<bool> DrainOnce(CancellationToken ct)
    {
        var before = runningCalls.State;
        var wasIdle = before.Running == 0 && bus.AreEmpty(queues);
        var messages = queues.Select(queue => bus.WaitUntilSettled(queue, ct)).ToArray();
        var changes = store.CommittedSequence;
        await Task.WhenAll([.. messages, .. feeds.Select(feed => feed.WaitUntilHandled(changes, ct))]);
        // A function can still write after it has settled its message.
        await runningCalls.CurrentCallsEnded.WaitAsync(ct);
        return wasIdle && bus.AreEmpty(queues) && runningCalls.State == before;
    }
}
