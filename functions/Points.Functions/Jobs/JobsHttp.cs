using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Jobs;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Jobs;

/// <summary>Lists the jobs with their last run, next run and backlog.</summary>
[ApiTag(ApiTags.Operations)]
public sealed class JobsHttp(IJobRuns runs, Backlogs backlogs, AppSettings settings, HttpPipeline pipeline)
{
    /// <summary>Lists the jobs. Each comes with its last run, its next run, and how much it still has to do.</summary>
    [Function("Jobs")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(ListView<JobView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "jobs")] HttpRequest http,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.OperatorOrAuditor,
            handle: async _ =>
            {
                var views = await ReadViews(pipeline.Now, ct);
                return new ViewResponse<ListView<JobView>>(
                    StatusCodes.Status200OK,
                    new(views, null),
                    JobsJson.Default.ListViewJobView
                );
            }
        );

    private Task<JobView[]> ReadViews(DateTimeOffset now, CancellationToken ct) =>
        Task.WhenAll(JobDefinition.All.Select(job => ReadView(job, now, ct)));

    private async Task<JobView> ReadView(JobDefinition job, DateTimeOffset now, CancellationToken ct)
    {
        var schedule = settings.Resolve(job.Schedule);
        var next =
            schedule is null || settings.IsDisabled(job.Name) ? null : JobSchedule.TryParse(schedule)?.NextAfter(now);
        return JobView.From(
            job.Name,
            schedule,
            await runs.Find(job.Name, ct),
            next,
            await backlogs.TryCountRemaining(job.Name, now, ct)
        );
    }
}
