using System.Globalization;
using Microsoft.AspNetCore.Http;
using Points.Domain;
using Points.Domain.Reading;
using Points.Domain.Settling;

namespace Points.Functions.Reporting;

/// <summary>Reads the days of a report from the query.</summary>
internal static class ReportRequest
{
    public const string DayPattern = @"^\d{4}-\d{2}-\d{2}$";

    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>The day before today, in the time zone of settlement: the last one that can be complete.</summary>
    public static DateOnly Yesterday(DateTimeOffset now) => SettlementPeriod.DayOf(now).PlusDays(-1);

    /// <summary>Reads a day that is not in the future.</summary>
    /// <param name="missing">The day if the query has none.</param>
    public static DateOnly ReadDay(
        HttpRequest http,
        string name,
        DateOnly missing,
        DateTimeOffset now,
        ValidationErrors errors
    )
    {
        if ((string?)http.Query[name] is not { } text)
            return missing;
        if (!DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            errors.AddError(name, "must be a day such as 2027-03-10");
        else if (day > SettlementPeriod.DayOf(now))
            errors.AddError(name, "must not be in the future");
        return day;
    }

    /// <summary>Whether the caller asks for a spreadsheet instead of JSON.</summary>
    public static bool WantsCsv(HttpRequest http) =>
        http.GetTypedHeaders()
            .Accept.Any(it => it.MediaType.Equals(SpreadsheetResponse.MediaType, StringComparison.OrdinalIgnoreCase));
}
