using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>What became of a programme's points, day by day, as finance reads it.</summary>
public sealed class ActivityReportTests : IAsyncLifetime
{
    private static readonly string[] Incoming =
        ["issued", "granted", "compensated", "adjustedUp", "loaded", "returned", "transferredIn"],
        Outgoing = ["redeemed", "expired", "takenBack", "repaid", "adjustedDown", "transferredOut"];

    private RunningHost _host = null!;
    private ReportScenario _scenario = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        _scenario = new(Api);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Every_movement_is_in_its_column_each_day_adds_up_and_closing_is_what_the_wallets_have()
    {
        await _scenario.Run();
        await _scenario.RunJobs();

        var report = (await Report("from=2027-01-08&to=2027-04-05")).Body;

        var days = report["days"]!.AsArray().Select(it => it!.AsObject()).ToArray();
        Assert.Equal(88, days.Length);
        Assert.All(days, CheckSum);
        Assert.All(days.Zip(days.Skip(1)), it => Assert.Equal(Of(it.First, "closing"), Of(it.Second, "opening")));
        var total = report["total"]!.AsObject();
        CheckSum(total);
        foreach (var column in Incoming.Concat(Outgoing))
        {
            Assert.True(Of(total, column) > 0, column);
            Assert.Equal(days.Sum(day => Of(day, column)), Of(total, column));
        }
        Assert.Equal((420, 60 * 3), (Of(total, "loaded"), Of(total, "granted")));
        Assert.Equal((700, 700), (Of(total, "transferredIn"), Of(total, "transferredOut")));
        Assert.Equal(
            await _scenario.SumOfWallets(),
            (Of(total, "closingUsable"), Of(total, "closingPending"), Of(total, "closingHeld"))
        );
        Assert.Equal(0, (long)report["incompleteWallets"]!);
    }

    [Fact]
    public async Task The_same_days_are_the_same_after_months_were_added_up()
    {
        await _scenario.Run();
        await _scenario.RunJobs();
        var before = await Report("from=2027-03-01&to=2027-04-05");

        await Api.RunJob("ReportsUpkeep");

        var after = await Report("from=2027-03-01&to=2027-04-05");
        Assert.Equal($"{before.Body["days"]}", $"{after.Body["days"]}");
    }

    [Fact]
    public async Task A_day_is_complete_when_the_feed_was_read_beyond_its_end()
    {
        await _scenario.Run();
        await _scenario.RunJobs();
        await Api.SetClock("2027-04-06T00:04:00+08:00");
        var early = await Report("from=2027-04-04&to=2027-04-05");
        await Api.SetClock("2027-04-06T00:06:00+08:00");
        var late = await Report("from=2027-04-04&to=2027-04-05");

        Assert.Equal(
            [(true, false), (true, true)],
            new[] { early, late }.Select(it =>
                ((bool)it.Body["days"]![0]!["isComplete"]!, (bool)it.Body["days"]![1]!["isComplete"]!)
            )
        );
        Assert.Equal(
            new DateTimeOffset(2027, 4, 5, 16, 1, 0, TimeSpan.Zero),
            (DateTimeOffset)late.Body["completeUpTo"]!,
            TimeSpan.FromSeconds(30)
        );
    }

    [Fact]
    public async Task A_spreadsheet_has_the_same_numbers()
    {
        await _scenario.Run();
        await _scenario.RunJobs();
        var json = (await Report("from=2027-01-10&to=2027-01-20")).Body;

        var csv = await Api.Send(
            HttpMethod.Get,
            $"/api/programmes/{ReportScenario.Programme}/reports/activity?from=2027-01-10&to=2027-01-20",
            await Api.CreateToken("fen", "finance"),
            body: null,
            key: null,
            ("Accept", "text/csv")
        );

        Assert.Equal((HttpStatusCode.OK, "text/csv"), (csv.Status, csv.ContentType));
        var rows = csv.Raw.TrimStart('\uFEFF').TrimEnd().Split("\r\n").Select(it => it.Split(',')).ToArray();
        Assert.Equal(1 + 11 + 1, rows.Length);
        var closing = Array.IndexOf(rows[0], "closing");
        Assert.Equal(
            json["days"]!.AsArray().Append(json["total"]).Select(it => $"{it!["closing"]}"),
            rows.Skip(1).Select(row => row[closing])
        );
        Assert.Equal(("2027-01-10", ""), (rows[1][0], rows[^1][0]));
    }

    [Theory]
    [InlineData("from=2027-1-1", "from")]
    [InlineData("to=2030-01-01", "to")]
    [InlineData("from=2026-12-02&to=2026-12-01", "from")]
    [InlineData("from=2026-08-31&to=2026-12-01", "from")]
    public async Task A_request_that_is_not_valid_names_the_parameter(string query, string parameter)
    {
        await Api.SetClock("2027-01-10T12:00:00+08:00");

        (
            await Api.Send(HttpMethod.Get, $"/api/programmes/green/reports/activity?{query}", await Api.OperatorToken())
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", parameter);
    }

    [Theory]
    [InlineData("operator", HttpStatusCode.OK)]
    [InlineData("finance", HttpStatusCode.OK)]
    [InlineData("auditor", HttpStatusCode.OK)]
    [InlineData("marketing", HttpStatusCode.Forbidden)]
    [InlineData("support", HttpStatusCode.Forbidden)]
    [InlineData("member", HttpStatusCode.Forbidden)]
    public async Task Finance_operators_and_auditors_may_read_it(string role, HttpStatusCode status) =>
        Assert.Equal(
            status,
            (
                await Api.Send(
                    HttpMethod.Get,
                    "/api/programmes/green/reports/activity",
                    await Api.CreateToken("somebody", role)
                )
            ).Status
        );

    [Fact]
    public async Task A_programme_that_does_not_exist_has_no_report() =>
        (
            await Api.Send(HttpMethod.Get, "/api/programmes/nothing/reports/activity", await Api.AuditorToken())
        ).ExpectProblem(HttpStatusCode.NotFound, "not-found");

    private async Task<Reply> Report(string query) =>
        (
            await Api.Send(
                HttpMethod.Get,
                $"/api/programmes/{ReportScenario.Programme}/reports/activity?{query}",
                await Api.CreateToken("fen", "finance")
            )
        ).Expect(HttpStatusCode.OK);

    private static void CheckSum(JsonObject day) =>
        Assert.Equal(
            Of(day, "closing"),
            Of(day, "opening") + Incoming.Sum(column => Of(day, column)) - Outgoing.Sum(column => Of(day, column))
        );

    private static long Of(JsonObject day, string column) => (long)day[column]!;
}
