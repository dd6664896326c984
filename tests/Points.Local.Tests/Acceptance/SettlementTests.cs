using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// Members earn at one merchant and spend at another; the settlement says what the merchants owe each other.
/// </summary>
public sealed class SettlementTests : SettlementHost
{
    [Fact]
    public async Task Given_points_of_the_corner_store_spent_at_the_cinema_Then_they_are_settled_to_the_fen()
    {
        await EarnByQueue("ming", 300_000);
        await RedeemFilm("ming");
        await Api.SetClock("2027-04-01T00:00:00+08:00");

        var closed = (await Api.ClosePeriod(March)).Expect(HttpStatusCode.OK);

        var (store, cinema) = (await Api.Statement("corner-store", March), await Api.Statement("cinema", March));
        Assert.Equal((-3000, -3000), (store.Number("issuedFen"), store.Number("netFen")));
        Assert.Equal(
            (3000, -60, 2940),
            (cinema.Number("honouredFen"), cinema.Number("feesFen"), cinema.Number("netFen"))
        );
        var programme = closed.Body["programmes"]!.AsArray().Single(it => (string)it!["programmeId"]! == Alliance)!;
        Assert.Equal(
            (60L, 60L, 0L, 0L),
            (
                (long)programme["platform"]!["feesFen"]!,
                (long)programme["platform"]!["netFen"]!,
                (long)programme["sumFen"]!,
                (long)closed.Body["sumFen"]!
            )
        );
        Assert.Equal(-60, programme["partners"]!.AsArray().Sum(partner => (long)partner!["netFen"]!));
    }

    [Fact]
    public async Task The_lines_match_the_statement_and_name_no_member()
    {
        await EarnByQueue("ming", 300_000);
        await RedeemFilm("ming");
        await Api.SetClock("2027-04-01T00:00:00+08:00");
        await Api.ClosePeriod(March);

        var (statement, line) = (
            await Api.Statement("cinema", March),
            Assert.Single(await Api.StatementLines("cinema", March))
        );

        Assert.Equal(
            ("consumed", "corner-store", "3000", "3000", "-60", "2940"),
            (line["kind"], line["counterparty"], line["points"], line["honouredFen"], line["feesFen"], line["netFen"])
        );
        Assert.Equal((1, 64), (statement.Number("lineCount"), statement.Text("sha256").Length));
        Assert.DoesNotContain("ming", string.Join(' ', line.Values), StringComparison.Ordinal);
        Assert.Equal(
            ["issued", "consumed"],
            (await Api.StatementLines("corner-store", March)).Select(it => it["kind"])
        );
    }

    [Fact]
    public async Task A_reversal_after_the_close_is_in_the_next_period_and_the_closed_one_does_not_change()
    {
        await EarnByQueue("ming", 300_000);
        var redemption = await RedeemFilm("ming");
        await Api.SetClock("2027-04-01T00:00:00+08:00");
        await Api.ClosePeriod(March);
        var before = await Api.Statement("cinema", March);

        (await Api.Reverse("ming", redemption, "member")).Expect(HttpStatusCode.OK);
        await Api.SetClock("2027-05-01T00:00:00+08:00");
        await Api.ClosePeriod(April);
        (await Api.ClosePeriod(March)).Expect(HttpStatusCode.OK);

        Assert.Equal(before.Raw, (await Api.Statement("cinema", March)).Raw);
        var (store, cinema) = (await Api.Statement("corner-store", April), await Api.Statement("cinema", April));
        Assert.Equal(
            (-3000, 60, -2940),
            (cinema.Number("reversedFen"), cinema.Number("feesFen"), cinema.Number("netFen"))
        );
        Assert.Equal(3000, store.Number("netFen"));
        Assert.Equal(0, (await Api.Period(April)).Number("sumFen"));
        var list = await Api.Send(HttpMethod.Get, "/api/partners/cinema/statements", await Api.MerchantToken("cinema"));
        Assert.Equal([April, March], list.Body["items"]!.AsArray().Select(it => (string)it!["period"]!));
    }

    [Fact]
    public async Task A_period_that_has_not_ended_stays_open_and_shows_the_lines_so_far()
    {
        await EarnByQueue("ming", 300_000);
        await RedeemFilm("ming");
        await Api.RunJob("LedgerRelay");

        Assert.Equal("period-open", (await Api.ClosePeriod(March)).Expect(HttpStatusCode.Conflict).Text("code"));

        var cinema = await Api.Statement("cinema", March);
        Assert.Equal(("open", 2940, null), (cinema.Text("status"), cinema.Number("netFen"), cinema.Body["sha256"]));
        Assert.Equal(
            ("open", null),
            ((await Api.Period(March)).Text("status"), (await Api.Period(March)).Body["sumFen"])
        );
        Assert.Empty(
            (await Api.Send(HttpMethod.Get, "/api/partners/cinema/statements", await Api.MerchantToken("cinema"))).Body[
                "items"
            ]!.AsArray()
        );
    }

    [Fact]
    public async Task The_job_closes_a_period_six_hours_after_its_end()
    {
        await EarnByQueue("ming", 300_000);
        await Api.SetClock("2027-04-01T05:59:00+08:00");
        await Api.RunJob("SettlementClose");
        Assert.Equal("open", (await Api.Period(March)).Text("status"));

        await Api.SetClock("2027-04-01T06:00:00+08:00");
        await Api.RunJob("SettlementClose");
        Assert.Equal("closed", (await Api.Period(March)).Text("status"));
    }

    [Fact]
    public async Task A_partner_cannot_see_anothers_statement_and_cannot_close_a_period()
    {
        await EarnByQueue("ming", 300_000);
        await Api.RunJob("LedgerRelay");
        var token = await Api.MerchantToken("corner-store");

        foreach (var path in (string[])["statements", $"statements/{March}", $"statements/{March}/lines", "disputes"])
            (await Api.Send(HttpMethod.Get, $"/api/partners/cinema/{path}", token)).Expect(HttpStatusCode.Forbidden);
        (await Api.Send(HttpMethod.Post, $"/api/settlement/periods/{March}/close", token)).Expect(
            HttpStatusCode.Forbidden
        );
        (await Api.Send(HttpMethod.Post, $"/api/settlement/periods/{March}/close", await Api.AuditorToken())).Expect(
            HttpStatusCode.Forbidden
        );
        (await Api.Send(HttpMethod.Get, $"/api/settlement/periods/{March}", token)).Expect(HttpStatusCode.Forbidden);
        (await Api.Statement("tea-house", March)).Expect(HttpStatusCode.NotFound);
        Assert.Equal("invalid-request", (await Api.Period("March")).Expect(HttpStatusCode.BadRequest).Text("code"));
        (await Api.Period("2030-01")).Expect(HttpStatusCode.NotFound);
        Assert.Equal(
            "invalid-request",
            (
                await Api.Send(
                    HttpMethod.Post,
                    $"/api/partners/corner-store/statements/{March}/disputes",
                    token,
                    new JsonObject { ["lineId"] = "account" }
                )
            )
                .Expect(HttpStatusCode.BadRequest)
                .Text("code")
        );
        (
            await Api.Send(
                HttpMethod.Post,
                $"/api/partners/corner-store/statements/{March}/disputes",
                token,
                new JsonObject { ["lineId"] = "l-none", ["reason"] = "?" }
            )
        ).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_closed_period_agrees_with_the_ledger()
    {
        foreach (var member in (string[])["ming", "mei", "lei"])
        {
            await EarnByQueue(member, 500_000);
            await RedeemFilm(member);
            (await Api.Redeem(member, RedemptionBody(Alliance, "milk-tea"))).Expect(HttpStatusCode.Created);
        }
        await Api.SetClock("2027-04-01T00:00:00+08:00");
        await Api.ClosePeriod(March);

        var report = await Reconcile(March);

        Assert.Equal(9, report.Number("entries"));
        Assert.Equal(3 + (6 * 3), report.Number("lines"));
    }
}
