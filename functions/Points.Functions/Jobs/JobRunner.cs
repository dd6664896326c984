using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Jobs;
using Points.Domain.Observing;

namespace Points.Functions.Jobs;

/// <summary>
/// Runs a job, records its result, and measures its backlog. A failure to record or to measure does not fail the job.
/// </summary>
public sealed partial class JobRunner(IJobRuns runs, Backlogs backlogs, TimeProvider clock, ILogger<JobRunner> log)
{
    /// <summary>How long a job waits for the store to record its run.</summary>
    private static readonly TimeSpan RecordTimeMax = TimeSpan.FromSeconds(5);

    /// <param name="job">The name of the function.</param>
    /// <param name="work">Does the job. It gets the business time and returns what it touched.</param>
    public async Task Run(string job, TimerInfo timer, Func<DateTimeOffset, Task<JobReport>> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var run = new JobRun(job, clock.GetUtcNow(), timer.IsPastDue);
        using var span = Signals.ActivitySource.StartActivity($"run {job}");
        await Record(run);
        try
        {
            var report = await work(run.StartedAt);
            LogSucceeded(job, report);
            run = run.Succeed(report, clock.GetUtcNow());
        }
        catch (Exception exception)
        {
            run = run.Fail(exception, clock.GetUtcNow());
            span.RecordFailure(exception);
            throw;
        }
        finally
        {
            await Record(run);
            await MeasureBacklog(job);
        }
    }

    /// <summary>Runs a job that instances share. This instance starts no further work after some time.</summary>
    /// <param name="work">Does this instance's share, and returns what it touched.</param>
    /// <inheritdoc cref="Run"/>
    public Task RunShared(string job, TimerInfo timer, Func<RunShare, Task<JobReport>> work, CancellationToken ct) =>
        Run(
            job,
            timer,
            async now =>
            {
                using var deadline = new CancellationTokenSource(RunTimeLimit.Max);
                return await work(RunShare.Begin(Guid.NewGuid().ToString("N"), now, deadline.Token));
            },
            ct
        );

    private async Task MeasureBacklog(string job)
    {
        if (!JobMetrics.IsEnabled)
            return;
        var overdueSince = clock.GetUtcNow() - JobMetrics.OverdueAfter;
        if (await backlogs.TryCountRemaining(job, overdueSince, CancellationToken.None) is { } overdue)
            JobMetrics.RecordBacklog(job, overdue);
    }

    /// <summary>Ignores the job's cancellation token: a cancelled run is recorded too.</summary>
    private async Task Record(JobRun run)
    {
        using var timeout = new CancellationTokenSource(RecordTimeMax);
        try
        {
            await runs.Save(run, timeout.Token);
        }
        catch (Exception exception)
        {
            LogNotRecorded(exception, run.Job);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Job} succeeded and touched {Touched}")]
    private partial void LogSucceeded(string job, JobReport touched);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not record the result of {Job}")]
    private partial void LogNotRecorded(Exception exception, string job);
}
