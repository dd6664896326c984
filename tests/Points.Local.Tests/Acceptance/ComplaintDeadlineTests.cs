using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Complaints are answered within the days that the terms name; operators are reminded of them.</summary>
public sealed class ComplaintDeadlineTests : IAsyncLifetime
{
    private const string Shop = "shop";

    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-03-01T22:00:00+08:00");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_last_day_follows_from_the_terms_and_ends_at_midnight_in_the_programmes_time_zone()
    {
        await Publish(new JsonObject { ["phone"] = "400", ["answerDays"] = 5 });
        var (memberId, complaintId) = await Complain(Shop);
        var (_, other) = await Complain("fast-food");

        await Api.SetClock("2027-03-06T23:59:59+08:00");
        var (shown, unchanged) = (await Open(complaintId), await Open(other));
        Assert.Equal(("2027-03-06", false), ((string)shown["answerBy"]!, (bool)shown["overdue"]!));
        Assert.Equal("2027-03-16", (string)unchanged["answerBy"]!);

        await Api.SetClock("2027-03-07T00:00:00+08:00");
        Assert.True((bool)(await Open(complaintId))["overdue"]!);
        Assert.False((bool)(await Open(other))["overdue"]!);

        var late = (await Api.AnswerComplaint(memberId, complaintId, "sorry")).Expect(HttpStatusCode.OK);
        Assert.False((bool)late.Body["overdue"]!);
    }

    [Fact]
    public async Task Operators_are_reminded_three_days_ahead_and_once_more_when_the_time_is_over()
    {
        var (memberId, complaintId) = await Complain("fast-food");
        var (_, other) = await Complain("fast-food");
        await Api.SetClock("2027-03-13T23:59:00+08:00");
        Assert.Equal((0, 0), await Remind());

        await Api.SetClock("2027-03-14T00:00:00+08:00");
        Assert.Equal(2, await Remaining());
        Assert.Equal((2, 0), await Remind());
        Assert.Equal((0, 0), await Remind());
        (await Api.AnswerComplaint(memberId, complaintId, "here you are")).Expect(HttpStatusCode.OK);

        await Api.SetClock("2027-03-17T00:00:00+08:00");
        Assert.Equal((1, 1), await Remind());
        Assert.Equal((0, 1), await Remind());
        Assert.Equal(0, await Remaining());
        Assert.Equal(other, (string)(await ListOpen()).Single()["complaintId"]!);
    }

    [Fact]
    public async Task Open_complaints_are_listed_by_the_day_of_their_answer_once_each_while_others_come()
    {
        await Publish(new JsonObject { ["phone"] = "400", ["answerDays"] = 3 });
        var expected = new List<string>();
        foreach (var day in (int[])[2, 3, 4, 5, 6])
        {
            await Api.SetClock($"2027-03-0{day}T10:00:00+08:00");
            expected.Add((await Complain("fast-food")).ComplaintId);
        }
        var (seen, cursor, urgent) = (new List<string>(), "", new List<string>());
        while (true)
        {
            var page = (
                await Api.Send(HttpMethod.Get, $"/api/complaints?limit=2{cursor}", await Api.AuditorToken())
            ).Expect(HttpStatusCode.OK);
            seen.AddRange(page.Body["items"]!.AsArray().Select(it => (string)it!["complaintId"]!));
            if (page.Body["next"] is null)
                break;
            cursor = $"&cursor={page.Text("next")}";
            urgent.Add((await Complain(Shop)).ComplaintId);
        }

        Assert.Equal(expected, seen);
        // What is due at the same time is ordered by id.
        urgent.Sort(StringComparer.Ordinal);
        Assert.Equal([.. urgent, .. expected], (await ListOpen()).Select(it => (string)it["complaintId"]!));
        (await Api.Send(HttpMethod.Get, "/api/complaints?state=answered", await Api.AuditorToken())).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "state"
        );
    }

    private Task Publish(JsonObject contact) =>
        Api.PublishCopy(
            "fast-food",
            Shop,
            document =>
            {
                document["contact"] = contact;
                document["merchants"]![0]!["merchantId"] = Shop;
                foreach (var reward in document["rewards"]!.AsArray())
                    reward!["merchantId"] = Shop;
            }
        );

    private async Task<(string MemberId, string ComplaintId)> Complain(string programmeId)
    {
        var memberId = await Api.EnrolNewMember(programmeId);
        (await Api.Accrue(memberId, PurchaseBody(programmeId, 10_000, at: _host.Clock.GetUtcNow()))).Expect(
            HttpStatusCode.Created
        );
        var entryId = (string)(await Api.Ledger(memberId, programmeId))[0]["entryId"]!;
        return (
            memberId,
            (await Api.Complain(memberId, ComplaintBody(programmeId, "entryId", entryId)))
                .Expect(HttpStatusCode.Created)
                .Text("complaintId")
        );
    }

    private async Task<JsonObject> Open(string complaintId) =>
        (await ListOpen()).Single(it => (string)it["complaintId"]! == complaintId);

    private async Task<List<JsonObject>> ListOpen() =>
        [
            .. (await Api.Send(HttpMethod.Get, "/api/complaints?state=open", await Api.OperatorToken()))
                .Expect(HttpStatusCode.OK)
                .Body["items"]!
                .AsArray()
                .Select(it => it!.AsObject()),
        ];

    private async Task<(long Reminders, long Overdue)> Remind()
    {
        await Api.RunJob("ComplaintReminders");
        var touched = (await Api.Jobs())["ComplaintReminders"]["lastRun"]!["touched"]!;
        return ((long)touched["reminders"]!, (long)touched["overdue"]!);
    }

    private async Task<long> Remaining() => (long)(await Api.Jobs())["ComplaintReminders"]["remains"]!;
}
