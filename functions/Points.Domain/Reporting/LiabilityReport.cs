using System.Collections.Immutable;
using Points.Domain.Programmes;
using Points.Domain.Settling;

namespace Points.Domain.Reporting;

/// <summary>The points of a programme that were outstanding at the end of a day.</summary>
/// <param name="Rows">
/// By issuer and month of expiry, in this order. Those without outstanding points are left out.
/// </param>
/// <param name="Settlement">The price of points on that day; null if the programme's merchants do not settle.</param>
/// <param name="History">What became of points that ended before.</param>
public sealed record LiabilityReport(
    string ProgrammeId,
    DateOnly On,
    ImmutableArray<LiabilityRow> Rows,
    SettlementTerms? Settlement,
    BreakageHistory History
)
{
    /// <summary>How many months before the month of the report the expected breakage follows from.</summary>
    public const int MonthsOfHistory = 12;

    /// <summary>The rows of all issuers together, by month.</summary>
    public IEnumerable<LiabilityRow> ByMonth =>
        Rows.GroupBy(row => row.EndsIn)
            .OrderBy(month => month.Key ?? DateOnly.MaxValue)
            .Select(month => Sum(issuedBy: null, month));

    /// <summary>The rows of all months together, by issuer.</summary>
    public IEnumerable<LiabilityRow> ByIssuer => Rows.GroupBy(row => row.IssuedBy).Select(it => Sum(it.Key, it));

    public LiabilityRow Total => Sum(issuedBy: null, Rows);

    /// <param name="balance">All entries until the end of the day.</param>
    public static LiabilityReport Of(
        string programmeId,
        DateOnly on,
        LedgerSums balance,
        SettlementTerms? settlement
    ) =>
        new(
            programmeId,
            on,
            [
                .. balance
                    .Parts.Where(it => it.Value.Outstanding != Points.Zero)
                    .Select(it => new LiabilityRow(
                        it.Key.IssuedBy,
                        it.Key.EndsIn,
                        it.Value,
                        it.Key.EndsIn is null ? Points.Zero : it.Value.Outstanding
                    )),
            ],
            settlement,
            BreakageHistory.Of(balance, PartKey.MonthOf(on))
        );

    /// <summary>What the points cost if they are spent at that day's price, rounded once, half to even.</summary>
    /// <returns>Null if the programme's merchants do not settle.</returns>
    public Fen? ValueOf(Points points) =>
        Settlement is { } terms
            ? new ExactFen((decimal)points.Value * terms.FenPer100Points.Value / SettlementTerms.PointsPerRate).Round()
            : null;

    private static LiabilityRow Sum(string? issuedBy, IEnumerable<LiabilityRow> rows)
    {
        var months = rows.Select(row => row.EndsIn).Distinct().ToArray();
        return rows.Aggregate(
            new LiabilityRow(issuedBy, months is [var month] ? month : null, default, Points.Zero),
            (sum, row) => sum with { Part = sum.Part + row.Part, Expiring = sum.Expiring + row.Expiring }
        );
    }
}

/// <param name="IssuedBy">Null for all issuers together.</param>
/// <param name="EndsIn">
/// The first day of the month of expiry; null if they do not expire, or for several months.
/// </param>
/// <param name="Expiring">How many of the outstanding points have a last day.</param>
public sealed record LiabilityRow(string? IssuedBy, DateOnly? EndsIn, OutstandingPart Part, Points Expiring);

/// <summary>What became of the points whose last day was in a span of months.</summary>
/// <param name="From">The first day of the first month.</param>
/// <param name="To">The first day of the last month.</param>
/// <param name="Used">How many were redeemed, less those that came back.</param>
/// <param name="Expired">How many expired, less those whose purchase was refunded later.</param>
public sealed record BreakageHistory(DateOnly From, DateOnly To, Points Used, Points Expired)
{
    public Points Ended => Used + Expired;

    /// <summary>
    /// Whether a share follows from it. It does not if nothing ended, or if more points came back than were used,
    /// because they had got a later last day meanwhile.
    /// </summary>
    public bool HasShare => Ended > Points.Zero && Used >= Points.Zero && Expired >= Points.Zero;

    public static BreakageHistory Of(LedgerSums balance, DateOnly month)
    {
        var (from, to) = (month.PlusMonths(-LiabilityReport.MonthsOfHistory), month.PlusMonths(-1));
        var ended = balance
            .Parts.Where(it => it.Key.EndsIn >= from && it.Key.EndsIn <= to)
            .Aggregate(default(OutstandingPart), (sum, it) => sum + it.Value);
        return new(from, to, ended.Used, ended.Lapsed);
    }

    /// <summary>How many of these points will expire if the share stays the same, rounded down.</summary>
    /// <returns>Null if no share follows.</returns>
    public Points? ExpectOf(Points expiring) => HasShare ? expiring.Prorate(Expired.Value, Ended.Value) : null;
}
