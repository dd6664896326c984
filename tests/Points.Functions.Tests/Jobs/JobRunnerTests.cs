using Microsoft.Extensions.Logging.Abstractions;
using Points.Domain;
using Points.Domain.Jobs;
using Points.Functions.Jobs;
using Points.Tests;

namespace Points.Functions.Tests.Jobs;

/// <summary>The result of a job is recorded. A failure to record it does not fail the job.</summary>
public sealed class JobRunnerTests
{
    private readonly InMemoryJobRuns _recorded = new();
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task A_run_is_recorded_at_its_start_and_at_its_end()
    {
        await Runner()
            .Run(
                "Job",
                new() { IsPastDue = true },
                now =>
                {
                    Assert.Equal(_clock.GetUtcNow(), now);
                    Assert.Equal(new JobRun("Job", now, IsPastDue: true), Assert.Single(_recorded.Runs));
                    return Task.FromResult(new JobReport(("wallets", 3)));
                },
                CancellationToken.None
            );
        Assert.Equal(("3 wallets", true), (_recorded.Runs[1].Report.ToString(), _recorded.Runs[1].HasSucceeded));
    }

    [Fact]
    public async Task An_exception_is_recorded_and_rethrown()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            Runner().Run("Job", new(), _ => throw new InvalidDataException("why"), CancellationToken.None)
        );
        Assert.Equal("InvalidDataException: why", _recorded.Runs[1].Error);
    }

    [Fact]
    public async Task A_cancelled_run_is_recorded_too()
    {
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Runner()
                .Run(
                    "Job",
                    new(),
                    async _ =>
                    {
                        await cancelled.CancelAsync();
                        await Task.Delay(Timeout.Infinite, cancelled.Token);
                        return JobReport.None;
                    },
                    cancelled.Token
                )
        );
        Assert.NotNull(_recorded.Runs[1].Error);
    }

    [Fact]
    public async Task When_the_store_cannot_record_the_run_Then_the_job_still_succeeds()
    {
        _recorded.Fault = new StoreUnavailableException("no answer");
        var hasRun = false;
        await Runner()
            .Run(
                "Job",
                new(),
                _ =>
                {
                    hasRun = true;
                    return Task.FromResult(JobReport.None);
                },
                CancellationToken.None
            );
        Assert.True(hasRun);
    }

    [Fact]
    public void Every_job_is_listed_once_in_order_of_name_with_the_setting_of_its_schedule()
    {
        var names = JobDefinition.All.Select(job => job.Name).ToArray();
        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
        Assert.All(
            new[] { "BudgetReconcile", "HoldRelease", "SettlementClose", "SettlementReconcile" },
            job => Assert.Contains(job, names)
        );
        Assert.All(JobDefinition.All, job => Assert.Equal($"%{job.Name}Schedule%", job.Schedule));
    }

    private JobRunner Runner() =>
        new(_recorded, new([], NullLogger<Backlogs>.Instance), _clock, NullLogger<JobRunner>.Instance);

    private sealed class InMemoryJobRuns : IJobRuns
    {
        public List<JobRun> Runs { get; } = [];

        public Exception? Fault { get; set; }

        public Task Save(JobRun run, CancellationToken ct)
        {
            ct.ThrowIfCancellationRequested();
            if (Fault is not null)
                throw Fault;
            Runs.Add(run);
            return Task.CompletedTask;
        }

        public Task<JobHistory?> Find(string job, CancellationToken ct) => Task.FromResult<JobHistory?>(null);
    }
}
