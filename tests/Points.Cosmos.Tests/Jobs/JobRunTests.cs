using Emulators.CosmosDb;
using Points.Cosmos.Jobs;
using Points.Domain.Jobs;

namespace Points.Cosmos.Tests.Jobs;

/// <summary>For each job, the last run and the time of the last success are stored.</summary>
public sealed class JobRunTests(CosmosFixture cosmos)
{
    /// <summary>With milliseconds, so that a rounded time would be noticed.</summary>
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, 7, TimeSpan.Zero);

    private readonly CosmosJobRuns _runs = new(cosmos.Client);
    private readonly JobRun _run = new($"Job{Guid.NewGuid():N}", Now, IsPastDue: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_has_never_run_has_no_history() =>
        Assert.Null(await _runs.Find(_run.Job, Cancellation));

    [Fact]
    public async Task A_run_is_read_as_it_was_stored()
    {
        await _runs.Save(_run, Cancellation);
        var started = await Read();
        // Two reports are never equal, so the one that was read is replaced by that of the original.
        Assert.Equal((_run, null), (started.LastRun with { Report = JobReport.None }, started.LastSucceededAt));

        await _runs.Save(_run.Succeed(new(("wallets", 12), ("reservations", 0)), Now.AddMinutes(1)), Cancellation);
        var ended = await Read();
        Assert.Equal((Now.AddMinutes(1), Now.AddMinutes(1)), (ended.LastRun.EndedAt, ended.LastSucceededAt));
        Assert.Equal("12 wallets, 0 reservations", ended.LastRun.Report.ToString());
    }

    [Fact]
    public async Task A_failed_run_keeps_the_time_of_the_last_success()
    {
        await _runs.Save(_run.Succeed(JobReport.None, Now), Cancellation);
        await _runs.Save(_run with { StartedAt = Now.AddHours(1) }, Cancellation);
        await _runs.Save(
            (_run with { StartedAt = Now.AddHours(1) }).Fail(new InvalidDataException("why"), Now.AddHours(2)),
            Cancellation
        );
        var history = await Read();
        Assert.Equal(("InvalidDataException: why", Now), (history.LastRun.Error, history.LastSucceededAt));
    }

    [Fact]
    public async Task A_lost_response_changes_nothing()
    {
        cosmos
            .FaultsOrSkip()
            .InjectNext(
                1,
                InjectedFault.AnswerLost,
                (container, kind) => container == CosmosContainers.Lookups && kind == RequestKind.Batch
            );
        await _runs.Save(_run.Succeed(JobReport.None, Now), Cancellation);
        Assert.Equal(Now, (await Read()).LastSucceededAt);
    }

    private async Task<JobHistory> Read() => (await _runs.Find(_run.Job, Cancellation))!;
}
