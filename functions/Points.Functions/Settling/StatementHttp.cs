using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ports;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>Shows merchants their statements, and the lines behind them.</summary>
[Area(Areas.Settlement)]
public sealed class StatementHttp(Statements running, IDisputes disputes, ILineFiles files, Reception reception)
{
    /// <summary>Lists a merchant's statements of closed months, newest first.</summary>
    [Function("Statements")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Auditor)]
    [Pages]
    [Gives(StatusCodes.Status200OK, typeof(ListView<StatementView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "partners/{merchantId}/statements")] HttpRequest http,
        string merchantId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.MayReadOf(merchantId),
            act: async _ =>
            {
                if (PathIds.FirstFault(merchantId) is { } fault)
                    return fault;
                var asked = KeyPaging.Of(http, key => SettlementPeriod.TryParse(key) is not null);
                if (!asked.Succeeded(out var paging))
                    return Problems.Invalid(asked.Faults);
                var before = paging.From is null ? null : SettlementPeriod.TryParse(paging.From);
                var found = await running.Closed(new(merchantId), before, paging.Limit + 1, ct);
                var page = paging.Page(
                    found,
                    it => StatementView.Of(it, PeriodStatus.Closed, disputes: null),
                    it => it.Period.ToString()
                );
                return new Answer<ListView<StatementView>>(
                    StatusCodes.Status200OK,
                    page,
                    SettlingJson.Default.ListViewStatementView
                );
            }
        );

    /// <summary>Shows a merchant's statement of a month. Before the month is closed, it has what there is so far.</summary>
    [Function("Statement")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Auditor)]
    [Gives(StatusCodes.Status200OK, typeof(StatementView))]
    [Refuses("not-found")]
    public Task<IResult> One(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "partners/{merchantId}/statements/{period}")]
            HttpRequest http,
        string merchantId,
        string period,
        CancellationToken ct
    ) =>
        Answer(
            http,
            merchantId,
            period,
            async asked =>
            {
                if (await running.Find(new(merchantId), asked, ct) is not var (statement, status))
                    return Problems.NotFound("statement");
                var shown = await disputes.ShownIn(merchantId, asked, Paging.LimitMax, ct);
                return new Answer<StatementView>(
                    StatusCodes.Status200OK,
                    StatementView.Of(statement, status, shown),
                    SettlingJson.Default.StatementView
                );
            }
        );

    /// <summary>Gives the lines behind a statement of a closed month.</summary>
    [Function("StatementLines")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Auditor)]
    [Gives(
        StatusCodes.Status200OK,
        MediaType = "text/csv",
        Description = "One line for each movement of points (RFC 4180), exact amounts in fen."
    )]
    [Refuses("not-found")]
    public Task<IResult> Lines(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "partners/{merchantId}/statements/{period}/lines")]
            HttpRequest http,
        string merchantId,
        string period,
        CancellationToken ct
    ) =>
        Answer(
            http,
            merchantId,
            period,
            async asked =>
                await files.Read(asked, new(merchantId), ct) is { } file
                    ? CsvLineFiles.Download(file, $"{merchantId}-{asked}")
                    : Problems.NotFound("statement, or its period is not closed yet")
        );

    private Task<IResult> Answer(
        HttpRequest http,
        string merchantId,
        string period,
        Func<SettlementPeriod, Task<IResult>> act
    ) =>
        reception.Answer(
            http,
            may: caller => caller.MayReadOf(merchantId),
            act: async _ =>
            {
                if (PathIds.FirstFault(merchantId) is { } fault)
                    return fault;
                return SettlementPeriod.TryParse(period) is { } asked ? await act(asked) : Problems.NoPeriod;
            }
        );
}
