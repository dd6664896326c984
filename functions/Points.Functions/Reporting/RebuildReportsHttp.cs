using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Reporting;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Reporting;

/// <summary>Asks for a rebuild of a programme's daily sums.</summary>
[ApiTag(ApiTags.Reports)]
public sealed class RebuildReportsHttp(IReportRebuild rebuild, IProgrammes programmes, HttpPipeline pipeline)
{
    /// <summary>
    /// Calculates the daily sums of a programme again from its ledgers. The job `ReportsUpkeep` does it, beside the
    /// sums that are read meanwhile, and then replaces these. If a rebuild is under way, it goes on: the answer says
    /// how far it is.
    /// </summary>
    [Function("RebuildReports")]
    [Callers(Roles.Operator)]
    [Response(StatusCodes.Status202Accepted, typeof(RebuildView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "programmes/{programmeId}/reports/rebuild")]
            HttpRequest http,
        string programmeId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Operator,
            handle: async _ => PathIdValidation.FindProblem(programmeId) ?? await Start(programmeId, ct)
        );

    private async Task<IResult> Start(string programmeId, CancellationToken ct) =>
        await programmes.Find(programmeId, ct) is null
            ? Problems.NotFound("programme")
            : new ViewResponse<RebuildView>(
                StatusCodes.Status202Accepted,
                RebuildView.From(programmeId, await rebuild.Start(programmeId, pipeline.Now, ct)),
                ReportingJson.Default.RebuildView
            );
}
