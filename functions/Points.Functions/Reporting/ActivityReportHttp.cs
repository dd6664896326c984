using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Reading;
using Points.Domain.Reporting;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Reporting;

/// <summary>Shows what became of a programme's points, day by day.</summary>
[ApiTag(ApiTags.Reports)]
public sealed class ActivityReportHttp(ReportReader reports, HttpPipeline pipeline)
{
    /// <summary>
    /// Shows what became of a programme's outstanding points, day by day: opening, each movement, closing. With
    /// `Accept: text/csv`, the days and the total are the rows of a CSV file.
    /// </summary>
    [Function("ActivityReport")]
    [Callers(Roles.Operator | Roles.Finance | Roles.Auditor)]
    [QueryParameter(
        "from",
        "The first day, at most 92 days with the last; if missing, the first of the last day's month.",
        Pattern = ReportRequest.DayPattern
    )]
    [QueryParameter("to", "The last day; if missing, yesterday.", Pattern = ReportRequest.DayPattern)]
    [Response(StatusCodes.Status200OK, typeof(ActivityReportView))]
    [Response(StatusCodes.Status200OK, MediaType = SpreadsheetResponse.MediaType)]
    [ProblemResponses("not-found")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "programmes/{programmeId}/reports/activity")]
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
        var to = ReportRequest.ReadDay(http, "to", ReportRequest.Yesterday(now), now, errors);
        var from = ReportRequest.ReadDay(http, "from", PartKey.MonthOf(to), now, errors);
        if (!errors.HasErrors && (from > to || to.DayNumber - from.DayNumber >= ActivityReport.DaysMax))
            errors.AddError("from", $"must be at most {ActivityReport.DaysMax - 1} days before to, and not after it");
        if (errors.HasErrors)
            return Problems.Invalid(errors);
        if (await reports.ReadActivity(programmeId, from, to, now, ct) is not var (report, completeness))
            return Problems.NotFound("programme");
        var view = ActivityReportView.Of(report, completeness);
        return ReportRequest.WantsCsv(http)
            ? new SpreadsheetResponse(
                $"activity-{programmeId}-{from:yyyy-MM-dd}-{to:yyyy-MM-dd}",
                ReportRows.Of([.. view.Days, view.Total], ReportingJson.Default.ActivityDayView, completeness.UpTo)
            )
            : new ViewResponse<ActivityReportView>(
                StatusCodes.Status200OK,
                view,
                ReportingJson.Default.ActivityReportView
            );
    }
}
