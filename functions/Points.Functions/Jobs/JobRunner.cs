using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Jobs;
using Points.Domain.Observing;

namespace Points.Functions.Jobs;

/// <summary>Runs what a timer's function does, keeps how it went, and measures what waits. That either cannot be done makes no job fail.</summary>
public sealed partial class JobRunner(IJobRuns runs, Backlogs backlogs, TimeProvider clock, ILogger<JobRunner> log)
{
    /// <summary>How long a job is held up by a store that does not take its record.</summary>
    private static readonly TimeSpan RecordMax = TimeSpan.FromSeconds(5);

    /// <param name="job">The function's name.</param>
    /// <param name="work">Gets the time, and tells what it touched.</param>
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
        catch (Exception fault)
        {
            run = run.Fail(fault, clock.GetUtcNow());
            span.RecordFailure(fault);
            throw;
        }
        finally
        {
            await Record(run);
            if (
                JobMetrics.IsEnabled
                && await backlogs.TryCountRemaining(
                    job,
                    clock.GetUtcNow() - JobMetrics.OverdueAfter,
                    CancellationToken.None
                )
                    is { } waiting
            )
                JobMetrics.RecordBacklog(job, waiting);
        }
    }

    /// <summary>Not with the job's token: that it was cancelled is to be kept too.</summary>
    private async Task Record(JobRun run)
    {
        using var late = new CancellationTokenSource(RecordMax);
        try
        {
            await runs.Save(run, late.Token);
        }
        catch (Exception fault)
        {
            LogNotRecorded(fault, run.Job);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Job} has run and touched {Touched}")]
    private partial void LogSucceeded(string job, JobReport touched);

    [LoggerMessage(Level = LogLevel.Warning, Message = "it cannot be kept how {Job} ran")]
    private partial void LogNotRecorded(Exception fault, string job);
}
