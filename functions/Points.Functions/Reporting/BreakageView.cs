using System.Globalization;
using Points.Domain.Reporting;
using Points.Functions.OpenApi;

namespace Points.Functions.Reporting;

/// <summary>What became of the points whose last day was in the twelve months before the month of the report.</summary>
/// <param name="FromMonth">The first of these months.</param>
/// <param name="ToMonth">The last of these months.</param>
/// <param name="UsedPoints">How many were redeemed, less those that came back.</param>
/// <param name="ExpiredPoints">How many expired, less those whose purchase was refunded later.</param>
/// <param name="ExpiredPerMillion">
/// How many of a million points expired: `expiredPoints` of `usedPoints` and `expiredPoints` together, rounded down.
/// Missing if that does not follow.
/// </param>
/// <param name="WhyUnknown">
/// Why it does not follow: `no-points-ended` in these months, or `more-returned-than-used`, because points came back
/// with a later last day. Missing if it does.
/// </param>
internal sealed record BreakageView(
    string FromMonth,
    string ToMonth,
    long UsedPoints,
    long ExpiredPoints,
    long? ExpiredPerMillion,
    [OneOf("no-points-ended", "more-returned-than-used")] string? WhyUnknown
)
{
    private const int Million = 1_000_000;

    public static BreakageView From(BreakageHistory it) =>
        new(
            MonthOf(it.From),
            MonthOf(it.To),
            it.Used.Value,
            it.Expired.Value,
            it.ExpectOf(new(Million))?.Value,
            it.HasShare ? null
                : it is { Used.Value: 0, Expired.Value: 0 } ? "no-points-ended"
                : "more-returned-than-used"
        );

    /// <summary>For example <c>2027-03</c>.</summary>
    public static string MonthOf(DateOnly first) => first.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
