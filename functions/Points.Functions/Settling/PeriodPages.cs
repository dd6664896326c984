using Microsoft.AspNetCore.Http;
using Points.Domain.Reading;
using Points.Domain.Settling;
using Points.Functions.Http;

namespace Points.Functions.Settling;

/// <summary>Shows a period over all merchants, page by page.</summary>
public sealed class PeriodPages(ISettlementPeriods periods)
{
    /// <summary>Finds what is wrong with the page that a request asks for.</summary>
    /// <returns>Null if the request is valid.</returns>
    public static IResult? FindProblem(HttpRequest http) =>
        ReadPage(http) is { Errors: { HasErrors: true } errors } ? Problems.Invalid(errors) : null;

    public async Task<IResult> Show(SettlementPeriod period, int status, HttpRequest http, CancellationToken ct)
    {
        var asked = ReadPage(http);
        if (!asked.TryGetValue(out var paging))
            return Problems.Invalid(asked.Errors);
        if (await periods.FindState(period, ct) is not { } state)
            return Problems.NotFound("settlement period");
        // The platform comes before all merchants in this order, so the first page starts after it.
        var after = paging.After is null ? AccountHolder.Platform : new AccountHolder(paging.After);
        var partners = await periods.ListStatements(period, after, ct).Take(paging.Limit + 1).ToArrayAsync(ct);
        var page = paging.ToListView(partners, it => it, it => it.Holder.ToString());
        return new ViewResponse<PeriodView>(
            status,
            PeriodView.From(period, state, page.Items, page.Next),
            SettlingJson.Default.PeriodView
        );
    }

    private static ReadResult<KeyPageRequest> ReadPage(HttpRequest http) =>
        KeyPageRequest.Read(http, FieldReader.IsId, PageRequest.LimitMax);
}
