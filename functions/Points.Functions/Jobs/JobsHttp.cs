using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ports;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Jobs;

/// <summary>Shows the jobs: how each ran last, when it runs next, and what remains for it to do.</summary>
[Area(Areas.Operations)]
public sealed class JobsHttp(IJobRuns runs, Backlogs backlogs, AppSettings settings, Reception reception)
{
    /// <summary>Shows the jobs. Each tells how it ran last, when it runs next, and what remains for it to do.</summary>
    [Function("Jobs")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Gives(StatusCodes.Status200OK, typeof(ListView<JobView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "jobs")] HttpRequest http,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsOperator || caller.IsAuditor,
            act: async _ =>
            {
                var now = reception.Now;
                var views = await Task.WhenAll(KnownJob.All.Select(job => View(job, now, ct)));
                return new Answer<ListView<JobView>>(
                    StatusCodes.Status200OK,
                    new(views, null),
                    JobsJson.Default.ListViewJobView
                );
            }
        );

    private async Task<JobView> View(KnownJob job, DateTimeOffset now, CancellationToken ct)
    {
        var schedule = settings.Resolve(job.Schedule);
        var next =
            schedule is null || settings.IsDisabled(job.Name) ? null : JobSchedule.TryParse(schedule)?.NextAfter(now);
        return JobView.Of(
            job.Name,
            schedule,
            await runs.Find(job.Name, ct),
            next,
            await backlogs.Remains(job.Name, now, ct)
        );
    }
}
