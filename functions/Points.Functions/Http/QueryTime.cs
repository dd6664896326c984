using System.Globalization;
using Microsoft.AspNetCore.Http;
using Points.Domain;
using Points.Domain.Reading;
using Points.Domain.Settling;

namespace Points.Functions.Http;

/// <summary>Reads the ends of a span of time from a query: days in the time zone Asia/Shanghai, or instants.</summary>
internal static class QueryTime
{
    public const string Pattern = @"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[ +-]\d{2}:\d{2}))?$",
        From = "The first day, in the time zone Asia/Shanghai, or the first instant, with its offset.",
        To = "The last day, in the time zone Asia/Shanghai, or the instant before which it was, with its offset.";

    /// <param name="isEnd">Whether a day means its end: the last day belongs to the list.</param>
    /// <returns>Null if it is not given, or cannot be read.</returns>
    public static DateTimeOffset? Read(HttpRequest http, string name, bool isEnd, ValidationErrors errors)
    {
        if ((string?)http.Query[name] is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return SettlementPeriod.StartOfDay(isEnd ? day.PlusDays(1) : day);
        // A plus sign that was not escaped is a space.
        if (FieldReader.TryReadInstant(text.Replace(' ', '+')) is { } instant)
            return instant;
        errors.AddError(name, "must be a day such as 2027-03-10, or an instant with its offset");
        return null;
    }
}
