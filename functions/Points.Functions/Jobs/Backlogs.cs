using Microsoft.Extensions.Logging;

namespace Points.Functions.Jobs;

/// <summary>
/// Counts what jobs still have to do. Gives up after a few seconds, so that no caller waits for a slow count.
/// </summary>
public sealed partial class Backlogs(IEnumerable<IBacklog> backlogs, ILogger<Backlogs> log)
{
    private static readonly TimeSpan CountTimeMax = TimeSpan.FromSeconds(3);

    /// <returns>Null if the job has no backlog, or the count failed or took too long.</returns>
    public async Task<long?> TryCountRemaining(string job, DateTimeOffset now, CancellationToken ct)
    {
        if (backlogs.FirstOrDefault(backlog => backlog.JobName == job) is not { } backlog)
            return null;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(CountTimeMax);
        try
        {
            return await backlog.CountRemaining(now, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogNotCounted(exception, job);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not count the backlog of {Job}")]
    private partial void LogNotCounted(Exception exception, string job);
}
