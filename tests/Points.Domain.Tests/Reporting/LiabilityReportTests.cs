using System.Globalization;
using Points.Domain.Programmes;
using Points.Domain.Reporting;

namespace Points.Domain.Tests.Reporting;

/// <summary>Outstanding points by issuer and month, with their price and what of them will expire.</summary>
public sealed class LiabilityReportTests
{
    private static readonly DateOnly On = new(2027, 3, 10);
    private static readonly SettlementTerms Terms = new(new(95), 0.0175m, SettledWhen.Consumed);

    [Fact]
    public void Points_are_valued_at_the_price_of_settlement_and_rounded_once()
    {
        var report = Report(("cinema", "2027-05", new(new(333))), ("shop", "2027-05", new(new(10), new(20), new(3))));

        Assert.Equal([new(316), new(31)], report.Rows.Select(row => report.ValueOf(row.Part.Outstanding)));
        Assert.Equal(new Fen(348), report.ValueOf(report.Total.Part.Outstanding));
    }

    [Fact]
    public void Rows_are_added_up_by_month_and_by_issuer()
    {
        var report = Report(
            ("cinema", "2027-05", new(new(1))),
            ("cinema", null, new(new(2))),
            ("shop", "2027-05", new(new(4)))
        );

        Assert.Equal([5, 2], report.ByMonth.Select(it => it.Part.Outstanding.Value));
        Assert.Equal([3, 4], report.ByIssuer.Select(it => it.Part.Outstanding.Value));
        Assert.Equal((7, 5), (report.Total.Part.Outstanding.Value, report.Total.Expiring.Value));
    }

    [Fact]
    public void What_will_expire_follows_from_what_ended_in_the_twelve_months_before()
    {
        var report = Report(
            ("shop", "2026-02", Ended(used: 0, expired: 1_000)),
            ("shop", "2026-03", Ended(used: 60, expired: 20)),
            ("cinema", "2027-02", Ended(used: 15, expired: 5)),
            ("shop", "2027-03", Ended(used: 1_000, expired: 0))
        );

        Assert.Equal((new(2026, 3, 1), new(2027, 2, 1)), (report.History.From, report.History.To));
        Assert.Equal((75, 25), (report.History.Used.Value, report.History.Expired.Value));
        Assert.Equal(new Points(2), report.History.ExpectOf(new(11)));
    }

    [Fact]
    public void Given_nothing_that_ended_Then_nothing_is_expected()
    {
        var history = Report(("shop", "2027-05", new(new(10)))).History;

        Assert.False(history.HasShare);
        Assert.Null(history.ExpectOf(new(10)));
    }

    [Fact]
    public void Given_more_points_that_came_back_than_were_used_Then_nothing_is_expected() =>
        Assert.False(Report(("shop", "2026-05", Ended(used: -10, expired: 30))).History.HasShare);

    [Fact]
    public void A_balance_keeps_what_became_of_points_only_as_long_as_it_is_asked()
    {
        var balance = Sums(
                ("shop", "2026-01", Ended(used: 5, expired: 1)),
                ("shop", "2026-02", Ended(used: 7, expired: 2)),
                ("cinema", "2026-01", new(new(3), Used: new(9)))
            )
            .ToBalance(keepSince: new(2026, 2, 1));

        Assert.Equal([new OutstandingPart(new(3)), Ended(used: 7, expired: 2)], balance.Parts.Values);
    }

    private static OutstandingPart Ended(long used, long expired) =>
        new(Points.Zero, Used: new(used), Lapsed: new(expired));

    private static LiabilityReport Report(params (string IssuedBy, string? EndsIn, OutstandingPart Part)[] parts) =>
        LiabilityReport.Of("shop", On, Sums(parts), Terms);

    private static LedgerSums Sums(params (string IssuedBy, string? EndsIn, OutstandingPart Part)[] parts) =>
        parts.Aggregate(
            LedgerSums.None,
            (sums, it) =>
                sums.Plus(
                    LedgerSums.None with
                    {
                        Parts = LedgerSums.None.Parts.Add(
                            new(
                                it.IssuedBy,
                                it.EndsIn is { } month
                                    ? DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture)
                                    : null
                            ),
                            it.Part
                        ),
                    }
                )
        );
}
