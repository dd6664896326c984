using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Reading;
using Points.Domain.Relaying;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Verifying;

/// <summary>Publishes the anchored heads of ledgers.</summary>
[ApiTag(ApiTags.Verifying)]
public sealed class AnchorsHttp(AnchorFiles anchors, HttpPipeline pipeline)
{
    /// <summary>The most days of one request.</summary>
    public const int DaysMax = 31;

    private const string DayPattern = @"^\d{4}-\d{2}-\d{2}$",
        DayFormat = "yyyy-MM-dd";

    /// <summary>
    /// Lists the anchored heads of ledgers, file by file. They name no member: only who has a ledger's key can tell
    /// which is whose. A page has at most 5,000 heads, or one file; there are more as long as it has `next`.
    /// </summary>
    [Function("Anchors")]
    [Public]
    [Paged]
    [QueryParameter("from", "The first UTC day; the last one if it is missing.", Pattern = DayPattern)]
    [QueryParameter("to", "The last UTC day, at most 30 days later; today if it is missing.", Pattern = DayPattern)]
    [Response(StatusCodes.Status200OK, typeof(ListView<AnchorView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "anchors")] HttpRequest http,
        CancellationToken ct
    ) =>
        pipeline.RunPublicRead(
            http,
            async () =>
            {
                var (paging, errors) = (KeyPageRequest.Read(http, LedgerAnchor.IsFileName), new ValidationErrors());
                foreach (var (name, reason) in paging.Errors.ByPath)
                    errors.AddError(name, reason);
                var today = DateOnly.FromDateTime(pipeline.Now.UtcDateTime);
                var to = ReadDay(http, "to", today, errors);
                var from = ReadDay(http, "from", to, errors);
                if (to > today)
                    errors.AddError("to", "must not be in the future");
                if (from > to || to.DayNumber - from.DayNumber >= DaysMax)
                    errors.AddError("from", $"must be at most {DaysMax - 1} days before to, and not after it");
                if (errors.HasErrors)
                    return Problems.Invalid(errors);
                var (after, limit) = paging.Value!;
                var (files, next) = await anchors.Read(from, to, after, limit, ct);
                return new ViewResponse<ListView<AnchorView>>(
                    StatusCodes.Status200OK,
                    new(
                        [.. files.Select(it => AnchorView.From(it.Name, it.Anchor))],
                        next is null ? null : KeyPageRequest.CursorAfter(next)
                    ),
                    VerifyingJson.Default.ListViewAnchorView
                );
            }
        );

    private static DateOnly ReadDay(HttpRequest http, string name, DateOnly missing, ValidationErrors errors)
    {
        if ((string?)http.Query[name] is not { } text)
            return missing;
        if (DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        errors.AddError(name, "must be a day such as 2027-03-10");
        return missing;
    }
}
