using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Reading;
using Points.Domain.Reporting;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Reporting;

/// <summary>Shows the points of a programme that were outstanding at the end of a day.</summary>
[ApiTag(ApiTags.Reports)]
public sealed class LiabilityReportHttp(ReportReader reports, HttpPipeline pipeline)
{
    /// <summary>
    /// Shows the points of a programme that were outstanding at the end of a day, by issuer and month of expiry. It
    /// says what they cost, and how many of them will expire if members behave as in the twelve months before. With
    /// `Accept: text/csv`, the rows and the total are the rows of a CSV file.
    /// </summary>
    [Function("LiabilityReport")]
    [Callers(Roles.Operator | Roles.Finance | Roles.Auditor)]
    [QueryParameter("on", "The day; if missing, yesterday.", Pattern = ReportRequest.DayPattern)]
    [Response(StatusCodes.Status200OK, typeof(LiabilityReportView))]
    [Response(StatusCodes.Status200OK, MediaType = SpreadsheetResponse.MediaType)]
    [ProblemResponses("not-found")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "programmes/{programmeId}/reports/liability")]
            HttpRequest http,
        string programmeId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.FinanceOrAuditor,
            handle: async _ => PathIdValidation.FindProblem(programmeId) ?? await Read(http, programmeId, ct)
        );

    private async Task<IResult> Read(HttpRequest http, string programmeId, CancellationToken ct)
    {
        var (now, errors) = (pipeline.Now, new ValidationErrors());
        var on = ReportRequest.ReadDay(http, "on", ReportRequest.Yesterday(now), now, errors);
        if (errors.HasErrors)
            return Problems.Invalid(errors);
        if (await reports.ReadLiability(programmeId, on, now, ct) is not var (report, completeness))
            return Problems.NotFound("programme");
        var view = LiabilityReportView.From(report, completeness);
        return ReportRequest.WantsCsv(http)
            ? new SpreadsheetResponse(
                $"liability-{programmeId}-{on:yyyy-MM-dd}",
                ReportRows.Of([.. view.Rows, view.Total], ReportingJson.Default.LiabilityRowView, completeness.UpTo)
            )
            : new ViewResponse<LiabilityReportView>(
                StatusCodes.Status200OK,
                view,
                ReportingJson.Default.LiabilityReportView
            );
    }
}
