using Points.Domain.Reporting;

namespace Points.Functions.Reporting;

/// <summary>Outstanding points, with their price and what of them will expire if members behave as before.</summary>
/// <param name="IssuedBy">The merchant that issued them; missing for all issuers together.</param>
/// <param name="ExpiresIn">
/// The month of their last day, such as `2027-05`, or `never`; missing for all months together.
/// </param>
/// <param name="Points">All of them.</param>
/// <param name="UsablePoints">The part that can be used.</param>
/// <param name="PendingPoints">The part of purchases whose goods can still be returned.</param>
/// <param name="HeldPoints">The part that is held for a reward, or under way in a family.</param>
/// <param name="ValueFen">What they cost if they are spent at the price of that day, rounded half to even.</param>
/// <param name="ExpectedBreakagePoints">
/// The share of `breakage` of those that have a last day, rounded down. Missing if no share follows.
/// </param>
/// <param name="ExpectedBreakageFen">The price of these, rounded half to even.</param>
internal sealed record LiabilityRowView(
    string? IssuedBy,
    string? ExpiresIn,
    long Points,
    long UsablePoints,
    long PendingPoints,
    long HeldPoints,
    long? ValueFen,
    long? ExpectedBreakagePoints,
    long? ExpectedBreakageFen
)
{
    private const string Never = "never";

    /// <param name="isOneMonth">Whether the points of the row have their month in common.</param>
    public static LiabilityRowView From(LiabilityRow row, LiabilityReport report, bool isOneMonth)
    {
        var expected = report.History.ExpectOf(row.Expiring);
        return new(
            row.IssuedBy,
            !isOneMonth ? null
                : row.EndsIn is { } month ? BreakageView.MonthOf(month)
                : Never,
            row.Part.Outstanding.Value,
            row.Part.Usable.Value,
            row.Part.Pending.Value,
            row.Part.Held.Value,
            report.ValueOf(row.Part.Outstanding)?.Value,
            expected?.Value,
            expected is { } points ? report.ValueOf(points)?.Value : null
        );
    }
}
