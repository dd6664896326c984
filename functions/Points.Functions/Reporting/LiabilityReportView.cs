using Points.Domain.Reporting;

namespace Points.Functions.Reporting;

/// <summary>
/// The points of a programme that were outstanding at the end of a day in the time zone Asia/Shanghai: those that can
/// be used, pending points, and held points.
/// </summary>
/// <param name="CompleteUpTo">
/// All entries that were booked before this instant are counted. Missing if that is known of no instant.
/// </param>
/// <param name="IsComplete">Whether nothing is still to be counted until the end of the day.</param>
/// <param name="IncompleteWallets">
/// How many wallets have an entry that cannot be counted: it and their later entries are missing here.
/// </param>
/// <param name="FenPer100Points">
/// What issuers pay for a hundred points by the terms of that day. Missing if the programme's merchants do not settle:
/// then no amount in fen is known.
/// </param>
/// <param name="Breakage">From what the expected breakage follows.</param>
/// <param name="Rows">By issuer and month of expiry.</param>
/// <param name="ByMonth">All issuers together, by month of expiry.</param>
/// <param name="ByIssuer">All months together, by issuer.</param>
/// <param name="Total">
/// All rows together. Amounts are rounded once, so rows can add up to a few fen less or more.
/// </param>
internal sealed record LiabilityReportView(
    string ProgrammeId,
    DateOnly On,
    DateTimeOffset? CompleteUpTo,
    bool IsComplete,
    long IncompleteWallets,
    long? FenPer100Points,
    BreakageView Breakage,
    IReadOnlyList<LiabilityRowView> Rows,
    IReadOnlyList<LiabilityRowView> ByMonth,
    IReadOnlyList<LiabilityRowView> ByIssuer,
    LiabilityRowView Total
)
{
    public static LiabilityReportView From(LiabilityReport report, Completeness completeness) =>
        new(
            report.ProgrammeId,
            report.On,
            completeness.UpTo,
            completeness.Covers(report.On),
            completeness.IncompleteWallets,
            report.Settlement?.FenPer100Points.Value,
            BreakageView.From(report.History),
            [.. report.Rows.Select(row => LiabilityRowView.From(row, report, isOneMonth: true))],
            [.. report.ByMonth.Select(row => LiabilityRowView.From(row, report, isOneMonth: true))],
            [.. report.ByIssuer.Select(row => LiabilityRowView.From(row, report, isOneMonth: false))],
            LiabilityRowView.From(report.Total, report, isOneMonth: false)
        );
}
