using Microsoft.AspNetCore.Http;
using Points.Domain.Reading;
using Points.Domain.Settling;
using Points.Functions.Http;

namespace Points.Functions.Settling;

/// <summary>Which page of a merchant's statements is asked for: newest first, by period.</summary>
/// <param name="Before">Only of periods before this one.</param>
internal sealed record StatementPaging(SettlementPeriod Before, int Limit)
{
    private static readonly SettlementPeriod AfterAll = SettlementPeriod.Parse("9998-12");

    public static Read<StatementPaging> Of(HttpRequest http)
    {
        var (faults, cursor) = (new Faults(), (string?)http.Query["cursor"]);
        var before = cursor is null ? AfterAll : SettlementPeriod.TryParse(cursor);
        if (before is null) faults.Add("cursor", "must be the next of an earlier page");
        return new(new(before ?? AfterAll, Paging.LimitOf(http.Query["limit"], faults)), faults);
    }
}
