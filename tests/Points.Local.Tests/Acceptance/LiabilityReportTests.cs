using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>What members can still spend at the end of a day, by issuer and month, and what it costs.</summary>
public sealed class LiabilityReportTests : IAsyncLifetime
{
    private RunningHost _host = null!;
    private ReportScenario _scenario = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        _scenario = new(Api);
        await _scenario.Run();
        await _scenario.RunJobs();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Its_rows_are_what_the_wallets_have_by_month_and_cost_the_price_of_settlement()
    {
        var report = await Report("2027-04-05");

        var (lots, pending, held) = await _scenario.LotsOfWallets();
        Assert.Equal(
            lots.Concat(pending)
                .GroupBy(it => it.ExpiresIn)
                .ToDictionary(it => it.Key, it => it.Sum(lot => lot.Points)),
            report["byMonth"]!.AsArray().ToDictionary(it => (string)it!["expiresIn"]!, it => (long)it!["points"]!)
        );
        var total = report["total"]!;
        Assert.Equal(
            (lots.Sum(it => it.Points), pending.Sum(it => it.Points), held),
            ((long)total["usablePoints"]!, (long)total["pendingPoints"]!, (long)total["heldPoints"]!)
        );
        Assert.Equal(100, (long)report["fenPer100Points"]!);
        Assert.Equal((long)total["points"]!, (long)total["valueFen"]!);
        Assert.Equal((long)total["points"]!, report["rows"]!.AsArray().Sum(it => (long)it!["points"]!));
        Assert.All(report["byIssuer"]!.AsArray(), it => Assert.Equal("green", (string)it!["issuedBy"]!));
    }

    [Fact]
    public async Task What_is_expected_to_expire_follows_from_the_months_before_and_can_be_checked()
    {
        var report = await Report("2027-04-05");
        var breakage = report["breakage"]!;
        var (used, expired) = ((long)breakage["usedPoints"]!, (long)breakage["expiredPoints"]!);

        Assert.Equal(("2026-04", "2027-03"), ((string)breakage["fromMonth"]!, (string)breakage["toMonth"]!));
        Assert.True(used > 0 && expired > 0);
        Assert.Equal(1_000_000 * expired / (used + expired), (long)breakage["expiredPerMillion"]!);
        var expiring = report["byMonth"]!
            .AsArray()
            .Where(it => (string)it!["expiresIn"]! != "never")
            .Sum(it => (long)it!["points"]!);
        Assert.Equal(expiring * expired / (used + expired), (long)report["total"]!["expectedBreakagePoints"]!);
    }

    [Fact]
    public async Task Without_history_nothing_is_expected_and_the_report_says_why()
    {
        var report = await Report("2027-01-20");

        Assert.Equal("no-points-ended", (string)report["breakage"]!["whyUnknown"]!);
        Assert.Null(report["breakage"]!["expiredPerMillion"]);
        Assert.Null(report["total"]!["expectedBreakagePoints"]);
    }

    [Fact]
    public async Task Of_every_day_it_says_what_the_activity_report_closes_with_also_after_months_are_added_up()
    {
        string[] days = ["2027-01-09", "2027-01-10", "2027-01-20", "2027-01-31", "2027-02-03", "2027-03-31"];
        var before = await Task.WhenAll(days.Select(Report));
        await Api.RunJob("ReportsUpkeep");
        var after = await Task.WhenAll(days.Select(Report));

        Assert.Equal(before.Select(it => $"{it["rows"]}"), after.Select(it => $"{it["rows"]}"));
        var closings = await Task.WhenAll(days.Select(ClosingOf));
        Assert.Equal(closings, after.Select(it => (long)it["total"]!["points"]!));
        Assert.Equal(0, closings[0]);
        Assert.Contains(after, it => (long)it["total"]!["heldPoints"]! > 0);
    }

    [Fact]
    public async Task A_rebuild_from_the_ledgers_changes_no_answer()
    {
        string[] days = ["2027-01-20", "2027-02-03", "2027-03-31", "2027-04-05"];
        await Api.RunJob("ReportsUpkeep");
        var before = await Task.WhenAll(days.Select(Report));

        var asked = await Api.Send(
            HttpMethod.Post,
            $"/api/programmes/{ReportScenario.Programme}/reports/rebuild",
            await Api.OperatorToken()
        );
        await Api.RunJob("ReportsUpkeep");
        var meanwhile = await Task.WhenAll(days.Select(Report));
        await Api.SetClock("2027-04-05T12:10:00+08:00");
        await Api.RunJob("ReportsUpkeep");
        await _scenario.Earn("mei", "o-9", 77);
        await Api.RunJob("ReportSums");
        var after = await Task.WhenAll(days.Select(Report));

        Assert.Equal(("reading", HttpStatusCode.Accepted), (asked.Text("state"), asked.Status));
        Assert.Equal(before.Select(it => $"{it["rows"]}"), meanwhile.Select(it => $"{it["rows"]}"));
        Assert.Equal(before[..^1].Select(it => $"{it["rows"]}"), after[..^1].Select(it => $"{it["rows"]}"));
        Assert.Equal((long)before[^1]["total"]!["points"]! + 77, (long)after[^1]["total"]!["points"]!);
    }

    [Fact]
    public async Task A_programme_that_does_not_settle_has_points_and_no_amounts()
    {
        await Api.PublishCopy("green", "unpaid", document => document.Remove("settlement"));
        await Api.EnrolNewMember("unpaid");

        var report = await Report("2027-04-05", "unpaid");

        Assert.Null(report["fenPer100Points"]);
        Assert.Null(report["total"]!["valueFen"]);
    }

    [Fact]
    public async Task A_spreadsheet_has_the_same_rows()
    {
        var json = await Report("2027-02-03");

        var csv = await Api.Send(
            HttpMethod.Get,
            $"/api/programmes/{ReportScenario.Programme}/reports/liability?on=2027-02-03",
            await Api.AuditorToken(),
            body: null,
            key: null,
            ("Accept", "text/csv")
        );

        Assert.Equal((HttpStatusCode.OK, "text/csv"), (csv.Status, csv.ContentType));
        var rows = csv.Raw.TrimStart('\uFEFF').TrimEnd().Split("\r\n").Select(it => it.Split(',')).ToArray();
        Assert.Equal(
            json["rows"]!.AsArray().Append(json["total"]).Select(it => ($"{it!["expiresIn"]}", $"{it["points"]}")),
            rows.Skip(1).Select(it => (it[1], it[2]))
        );
    }

    [Fact]
    public async Task A_day_in_the_future_is_refused() =>
        (
            await Api.Send(
                HttpMethod.Get,
                "/api/programmes/green/reports/liability?on=2030-01-01",
                await Api.OperatorToken()
            )
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "on");

    private async Task<JsonObject> Report(string on, string programme) =>
        (
            await Api.Send(
                HttpMethod.Get,
                $"/api/programmes/{programme}/reports/liability?on={on}",
                await Api.CreateToken("fen", "finance")
            )
        )
            .Expect(HttpStatusCode.OK)
            .Body;

    private Task<JsonObject> Report(string on) => Report(on, ReportScenario.Programme);

    private async Task<long> ClosingOf(string day) =>
        (long)
            (
                await Api.Send(
                    HttpMethod.Get,
                    $"/api/programmes/{ReportScenario.Programme}/reports/activity?from={day}&to={day}",
                    await Api.CreateToken("fen", "finance")
                )
            )
                .Expect(HttpStatusCode.OK)
                .Body["total"]!["closing"]!;
}
