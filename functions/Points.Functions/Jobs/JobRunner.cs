using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Jobs;
using Points.Domain.Observing;
using Points.Domain.Ports;

namespace Points.Functions.Jobs;

/// <summary>Runs what a timer's function does, keeps how it went, and measures what waits. That either cannot be done makes no job fail.</summary>
public sealed partial class JobRunner(IJobRuns runs, Backlogs backlogs, TimeProvider clock, ILogger<JobRunner> log)
{
    /// <summary>How long a job is held up by a store that does not take its record.</summary>
    private static readonly TimeSpan RecordMax = TimeSpan.FromSeconds(5);

    /// <param name="job">The function's name.</param>
    /// <param name="act">Gets the time, and tells what it touched.</param>
    public async Task Run(string job, TimerInfo timer, Func<DateTimeOffset, Task<JobReport>> act, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var run = new JobRun(job, clock.GetUtcNow(), timer.IsPastDue);
        using var span = Signals.Spans.StartActivity($"run {job}");
        await Record(run);
        try
        {
            var report = await act(run.StartedAt);
            HasRun(job, report);
            run = run.Succeeded(report, clock.GetUtcNow());
        }
        catch (Exception fault)
        {
            run = run.Failed(fault, clock.GetUtcNow());
            span.Failed(fault);
            throw;
        }
        finally
        {
            await Record(run);
            if (
                JobMeasures.AreWanted
                && await backlogs.Remains(job, clock.GetUtcNow() - JobMeasures.Patience, CancellationToken.None)
                    is { } waiting
            )
                JobMeasures.Waiting(job, waiting);
        }
    }

    /// <summary>Not with the job's token: that it was cancelled is to be kept too.</summary>
    private async Task Record(JobRun run)
    {
        using var late = new CancellationTokenSource(RecordMax);
        try
        {
            await runs.Record(run, late.Token);
        }
        catch (Exception fault)
        {
            NotKept(fault, run.Job);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Job} has run and touched {Touched}")]
    private partial void HasRun(string job, JobReport touched);

    [LoggerMessage(Level = LogLevel.Warning, Message = "it cannot be kept how {Job} ran")]
    private partial void NotKept(Exception fault, string job);
}
