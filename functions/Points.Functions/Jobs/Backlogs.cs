using Microsoft.Extensions.Logging;

namespace Points.Functions.Jobs;

/// <summary>Counts what remains for jobs to do, and never makes anybody wait for it.</summary>
public sealed partial class Backlogs(IEnumerable<IBacklog> backlogs, ILogger<Backlogs> log)
{
    private static readonly TimeSpan CountingMax = TimeSpan.FromSeconds(3);

    /// <returns>Null where it cannot be told, or not in time.</returns>
    public async Task<long?> TryCountRemaining(string job, DateTimeOffset now, CancellationToken ct)
    {
        if (backlogs.FirstOrDefault(backlog => backlog.JobName == job) is not { } backlog)
            return null;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(CountingMax);
        try
        {
            return await backlog.CountRemaining(now, late.Token).WaitAsync(late.Token);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            LogNotCounted(fault, job);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "it cannot be counted what remains for {Job}")]
    private partial void LogNotCounted(Exception fault, string job);
}
