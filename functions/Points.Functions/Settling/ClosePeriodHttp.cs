using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>Closes a month of settlement by hand.</summary>
[ApiTag(ApiTags.Settlement)]
public sealed class ClosePeriodHttp(ClosePeriodHandler handler, PeriodPages pages, HttpPipeline pipeline)
{
    /// <summary>
    /// The longest that a request waits for the close. After that the job SettlementClose continues it.
    /// </summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Closes a month that has ended. An answer 202 means that the close continues in the background.
    /// </summary>
    [Function("ClosePeriod")]
    [Callers(Roles.Operator | Roles.Finance)]
    [Paged(PageRequest.LimitMax)]
    [Response(StatusCodes.Status200OK, typeof(PeriodView))]
    [Response(StatusCodes.Status202Accepted, typeof(PeriodView))]
    [ProblemResponses("not-found", "period-open")]
    public Task<IResult> Close(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "settlement/periods/{period}/close")]
            HttpRequest http,
        string period,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Finance,
            handle: async caller =>
                SettlementPeriod.TryParse(period) is not { } settlementPeriod
                    ? Problems.InvalidPeriod
                    : PeriodPages.FindProblem(http) ?? await Close(settlementPeriod, caller, http, ct)
        );

    private async Task<IResult> Close(SettlementPeriod period, Caller caller, HttpRequest http, CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(WaitMax);
        try
        {
            if (await handler.Handle(new(period), caller.ToRequester(), pipeline.Now, limited.Token) is { } refusal)
                return Problems.From(refusal);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return await pages.Show(period, StatusCodes.Status202Accepted, http, ct);
        }
        return await pages.Show(period, StatusCodes.Status200OK, http, ct);
    }
}
