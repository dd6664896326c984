using Microsoft.Extensions.Logging.Abstractions;
using Points.Domain;
using Points.Domain.Jobs;
using Points.Functions.Jobs;

namespace Points.Functions.Tests.Jobs;

/// <summary>How a job ran is kept; that it cannot be kept changes nothing for the job.</summary>
public sealed class JobRunnerTests
{
    private readonly InMemoryJobRuns _kept = new();

    [Fact]
    public async Task A_run_is_kept_when_it_begins_and_when_it_has_ended()
    {
        await Runner()
            .Run(
                "Job",
                new() { IsPastDue = true },
                now =>
                {
                    Assert.Equal(FrozenClock.Now, now);
                    Assert.Equal(new JobRun("Job", FrozenClock.Now, IsPastDue: true), Assert.Single(_kept.Runs));
                    return Task.FromResult(new JobReport(("wallets", 3)));
                },
                CancellationToken.None
            );
        Assert.Equal(("3 wallets", true), (_kept.Runs[1].Report.ToString(), _kept.Runs[1].HasSucceeded));
    }

    [Fact]
    public async Task A_fault_is_kept_and_thrown()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            Runner().Run("Job", new(), _ => throw new InvalidDataException("why"), CancellationToken.None)
        );
        Assert.Equal("InvalidDataException: why", _kept.Runs[1].Error);
    }

    [Fact]
    public async Task That_it_was_cancelled_is_kept_too()
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
        Assert.NotNull(_kept.Runs[1].Error);
    }

    [Fact]
    public async Task A_store_that_keeps_nothing_makes_no_job_fail()
    {
        _kept.Fault = new StoreUnavailableException("no answer");
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
    public void Every_job_is_known_by_its_function_and_once()
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
        new(_kept, new([], NullLogger<Backlogs>.Instance), new FrozenClock(), NullLogger<JobRunner>.Instance);

    private sealed class FrozenClock : TimeProvider
    {
        public static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

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
