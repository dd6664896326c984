using System.Net;
using System.Text.Json.Nodes;
using Points.Local.Tests.Intake;
using static Points.Local.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Earn at one merchant, spend at another, and what they owe each other for it.</summary>
public sealed class SettlementTests : IAsyncLifetime
{
    private const string Alliance = "convenience-alliance",
        March = "2027-03",
        April = "2027-04";
    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-03-10T12:00:00+08:00");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Points_of_the_corner_store_spent_at_the_cinema_are_settled_to_the_fen()
    {
        await EarnByQueue("ming", 300_000);
        await Film("ming");
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
    public async Task The_lines_are_what_the_statement_says_and_name_nobody()
    {
        await EarnByQueue("ming", 300_000);
        await Film("ming");
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
    public async Task A_reversal_after_the_close_is_in_the_next_period_and_the_closed_one_stays()
    {
        await EarnByQueue("ming", 300_000);
        var redemption = await Film("ming");
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
    public async Task A_period_that_has_not_ended_stays_open_and_shows_what_there_is_so_far()
    {
        await EarnByQueue("ming", 300_000);
        await Film("ming");
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
    public async Task The_job_closes_what_has_ended_hours_ago_and_nothing_else()
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
    public async Task A_line_that_is_disputed_is_carried_until_it_is_answered_and_taken_back_if_it_was_wrong()
    {
        await EarnByQueue("ming", 300_000);
        await Film("ming");
        await Api.SetClock("2027-04-01T00:00:00+08:00");
        await Api.ClosePeriod(March);
        var line = (await Api.StatementLines("corner-store", March)).Single(it => it["kind"] == "consumed")["lineId"];
        var raise = new JsonObject { ["lineId"] = line, ["reason"] = "that film was never shown" };

        var dispute = (
            await Api.Send(
                HttpMethod.Post,
                $"/api/partners/corner-store/statements/{March}/disputes",
                await Api.MerchantToken("corner-store"),
                raise
            )
        ).Expect(HttpStatusCode.Created);
        (
            await Api.Send(
                HttpMethod.Post,
                $"/api/partners/corner-store/statements/{March}/disputes",
                await Api.MerchantToken("corner-store"),
                raise
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("open", Disputes(await Api.Statement("corner-store", March)).Single());
        await EarnByQueue("mei", 10_000);
        await Api.RunJob("LedgerRelay");
        Assert.Equal("open", Disputes(await Api.Statement("corner-store", April)).Single()); // It is carried.

        var answer = $"/api/partners/corner-store/disputes/{dispute.Text("disputeId")}/answer";
        (await Api.Send(HttpMethod.Post, answer, await Api.MerchantToken("corner-store"), Answer("accepted"))).Expect(
            HttpStatusCode.Forbidden
        );
        (await Api.Send(HttpMethod.Post, answer, await Api.OperatorToken(), Answer("accepted"))).Expect(
            HttpStatusCode.OK
        );
        (await Api.Send(HttpMethod.Post, answer, await Api.OperatorToken(), Answer("accepted"))).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            "already-settled",
            (await Api.Send(HttpMethod.Post, answer, await Api.OperatorToken(), Answer("rejected")))
                .Expect(HttpStatusCode.Conflict)
                .Text("code")
        );

        await Api.SetClock("2027-05-01T00:00:00+08:00");
        (await Api.ClosePeriod(April)).Expect(HttpStatusCode.OK);
        Assert.Equal(
            (3000, -2940),
            (
                (await Api.Statement("corner-store", April)).Number("netFen"),
                (await Api.Statement("cinema", April)).Number("netFen")
            )
        );
        Assert.Equal("accepted", Disputes(await Api.Statement("corner-store", March)).Single());
        Assert.Contains(
            await Api.StatementLines("cinema", April),
            it => it["kind"] == "consumed-corrected" && it["points"] == "-3000"
        );
        await Reconciled(March);
        await Reconciled(April);
    }

    [Fact]
    public async Task What_both_merchants_dispute_is_taken_back_once_however_far_apart_they_are_answered()
    {
        await EarnByQueue("ming", 300_000);
        await Film("ming");
        await Api.SetClock("2027-04-01T00:00:00+08:00");
        await Api.ClosePeriod(March);
        foreach (var (merchantId, on) in ((string, string)[])[("corner-store", "2027-04-03"), ("cinema", "2027-04-28")])
        {
            var line = (await Api.StatementLines(merchantId, March)).Single(it => it["kind"] == "consumed")["lineId"];
            var dispute = await Api.Send(
                HttpMethod.Post,
                $"/api/partners/{merchantId}/statements/{March}/disputes",
                await Api.MerchantToken(merchantId),
                new JsonObject { ["lineId"] = line, ["reason"] = "never shown" }
            );
            await Api.SetClock($"{on}T00:00:00+08:00");
            (
                await Api.Send(
                    HttpMethod.Post,
                    $"/api/partners/{merchantId}/disputes/{dispute.Text("disputeId")}/answer",
                    await Api.OperatorToken(),
                    Answer("accepted")
                )
            ).Expect(HttpStatusCode.OK);
        }
        await Api.SetClock("2027-05-01T00:00:00+08:00");
        (await Api.ClosePeriod(April)).Expect(HttpStatusCode.OK);

        Assert.Equal(
            (3000, -2940),
            (
                (await Api.Statement("corner-store", April)).Number("netFen"),
                (await Api.Statement("cinema", April)).Number("netFen")
            )
        );
        await Reconciled(April);
        var corrected = (await Api.StatementLines("cinema", April)).Single()["lineId"];
        Assert.Equal(
            "not-eligible",
            (
                await Api.Send(
                    HttpMethod.Post,
                    $"/api/partners/cinema/statements/{April}/disputes",
                    await Api.MerchantToken("cinema"),
                    new JsonObject { ["lineId"] = corrected, ["reason"] = "again" }
                )
            )
                .Expect(HttpStatusCode.Conflict)
                .Text("code")
        );
    }

    [Fact]
    public async Task Nobody_sees_another_partners_statement_and_no_partner_closes()
    {
        await EarnByQueue("ming", 300_000);
        await Api.RunJob("LedgerRelay");
        var corner = await Api.MerchantToken("corner-store");

        foreach (var path in (string[])["statements", $"statements/{March}", $"statements/{March}/lines", "disputes"])
            (await Api.Send(HttpMethod.Get, $"/api/partners/cinema/{path}", corner)).Expect(HttpStatusCode.Forbidden);
        (await Api.Send(HttpMethod.Post, $"/api/settlement/periods/{March}/close", corner)).Expect(
            HttpStatusCode.Forbidden
        );
        (await Api.Send(HttpMethod.Post, $"/api/settlement/periods/{March}/close", await Api.AuditorToken())).Expect(
            HttpStatusCode.Forbidden
        );
        (await Api.Send(HttpMethod.Get, $"/api/settlement/periods/{March}", corner)).Expect(HttpStatusCode.Forbidden);
        (await Api.Statement("tea-house", March)).Expect(HttpStatusCode.NotFound);
        Assert.Equal("invalid-request", (await Api.Period("March")).Expect(HttpStatusCode.BadRequest).Text("code"));
        (await Api.Period("2030-01")).Expect(HttpStatusCode.NotFound);
        Assert.Equal(
            "invalid-request",
            (
                await Api.Send(
                    HttpMethod.Post,
                    $"/api/partners/corner-store/statements/{March}/disputes",
                    corner,
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
                corner,
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
            await Film(member);
            (await Api.Redeem(member, RedemptionBody(Alliance, "milk-tea"))).Expect(HttpStatusCode.Created);
        }
        await Api.SetClock("2027-04-01T00:00:00+08:00");
        await Api.ClosePeriod(March);

        var report = await Reconciled(March);

        Assert.Equal(9, report.Number("entries"));
        Assert.Equal(3 + (6 * 3), report.Number("lines"));
    }

    private static IEnumerable<string> Disputes(Reply statement) =>
        statement.Expect(HttpStatusCode.OK).Body["disputes"]!.AsArray().Select(it => (string)it!["status"]!);

    private static JsonObject Answer(string decision) => new() { ["decision"] = decision, ["note"] = "looked into" };

    private async Task<Reply> Reconciled(string period)
    {
        await Api.RunJob("SettlementReconcile");
        var report = (
            await Api.Send(HttpMethod.Get, $"/api/settlement/periods/{period}/reconciliation", await Api.AuditorToken())
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(("done", 0), (report.Text("status"), report.Number("differenceCount")));
        return report;
    }

    /// <summary>Earns at the corner store, by a message of its till.</summary>
    private async Task EarnByQueue(string memberId, long fen)
    {
        await Api.Enrol(memberId, new() { ["identityVerified"] = true, ["programmes"] = new JsonArray(Alliance) });
        using var queue = new MerchantQueue(_host);
        var purchase = PurchaseBody(Alliance, fen, at: _host.Clock.GetUtcNow());
        (purchase["merchantId"], purchase["type"], purchase["memberId"]) = ("corner-store", "purchase", memberId);
        var messageId = Guid.NewGuid().ToString();
        await queue.Send(purchase, messageId, await Api.MerchantToken("corner-store"));
        Assert.Equal("accepted", (await queue.WaitForOutcome("corner-store", messageId)).Text("status"));
    }

    private async Task<string> Film(string memberId) =>
        (await Api.RedeemAt("cinema", memberId, RedemptionBody(Alliance, "movie-ticket")))
            .Expect(HttpStatusCode.Created)
            .Text("redemptionId");
}
