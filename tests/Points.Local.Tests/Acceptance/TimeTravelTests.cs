using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Points expire, tiers go down and gifts are given as the jobs run at later business times.</summary>
public sealed class TimeTravelTests : IAsyncLifetime
{
    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-03-10T12:00:00+08:00");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Points_on_hold_past_their_last_day_do_not_go_without_a_word()
    {
        var memberId = await Api.EnrolNewMember("fast-food");
        await Api.EarnPoints(memberId, "fast-food", 200, _host.Clock.GetUtcNow());
        await Api.SetClock("2029-03-20T12:00:00+08:00");
        var held = await Api.Redeem(
            memberId,
            RedemptionBody("fast-food", "meal", holdUntil: "2029-04-10T12:00:00+08:00"),
            "k"
        );

        Assert.Contains(
            "200 of these points have their last day on 2029-03-31",
            (string)held.Expect(HttpStatusCode.Created).Body["explanation"]![1]!["because"]!,
            StringComparison.Ordinal
        );
        await Api.SetClock("2029-03-30T12:00:00+08:00");
        await Api.RunJob("ExpiryReminders");
        await Api.RunJob("ExpiryReminders");
        var reminder = Assert.Single(await Api.Inbox(memberId));
        Assert.Contains("预留至2029年4月10日", (string)reminder["text"]!, StringComparison.Ordinal);

        await Api.SetClock("2029-04-05T12:00:00+08:00");
        await Api.RunJob("ExpiryReminders");
        Assert.Single(await Api.Inbox(memberId));
        var cancelled = (
            await Api.ChangeRedemption(memberId, held.Text("redemptionId"), "cancel", await Api.MemberToken(memberId))
        ).Expect(HttpStatusCode.OK);

        Assert.Equal(
            (200, 200, 0),
            (cancelled.Number("points"), cancelled.Number("expiredPoints"), cancelled.Available)
        );
    }

    [Fact]
    public async Task Points_have_three_reminders_and_expire_after_their_last_day()
    {
        var memberId = await Api.EnrolNewMember("supermarket");
        await Api.EarnPoints(memberId, "supermarket", 1_200, _host.Clock.GetUtcNow());

        foreach (
            var (at, reminders) in new[]
            {
                ("2029-02-28T12:00:00+08:00", 0),
                ("2029-03-01T07:59:00+08:00", 0),
                ("2029-03-01T08:00:00+08:00", 1),
                ("2029-03-02T12:00:00+08:00", 1),
                ("2029-03-24T12:00:00+08:00", 2),
                ("2029-03-30T12:00:00+08:00", 3),
                ("2029-03-31T12:00:00+08:00", 3),
            }
        )
        {
            await Api.SetClock(at);
            await Api.RunJob("ExpiryReminders");
            await Api.RunJob("ExpiryReminders");
            Assert.Equal((at, reminders), (at, (await Api.Inbox(memberId)).Count));
        }
        var last = (await Api.Inbox(memberId))[0];
        Assert.Equal("reminder", last["kind"]!.GetValue<string>());
        Assert.Contains("2029年3月31日", last["text"]!.GetValue<string>(), StringComparison.Ordinal);

        await Api.SetClock("2029-03-31T23:59:50+08:00");
        await Api.RunJob("ExpirySweep");
        Assert.Equal(1_200, (await Api.Wallet(memberId, "supermarket")).Available);
        Assert.Single(await Api.Ledger(memberId, "supermarket"));

        await Api.SetClock("2029-04-01T00:00:00+08:00");
        Assert.Equal(0, (await Api.Wallet(memberId, "supermarket")).Available);
        await Api.RunJob("ExpirySweep");
        await Api.RunJob("ExpirySweep");
        var entries = await Api.Ledger(memberId, "supermarket");
        Assert.Equal(
            [("accrual", 1_200L), ("expiry", -1_200L)],
            entries.Select(entry => (entry["kind"]!.GetValue<string>(), entry["points"]!.GetValue<long>()))
        );
    }

    [Fact]
    public async Task Given_points_paid_when_issued_When_they_expire_Then_they_are_breakage_of_that_month()
    {
        await Publish("bank-card", document => document["settlement"]!["when"] = "issued");
        var memberId = await Api.EnrolNewMember("bank-card");
        await Api.EarnPoints(memberId, "bank-card", 500, _host.Clock.GetUtcNow());

        await Api.SetClock("2029-04-10T09:00:00+08:00");
        await Api.RunJob("ExpirySweep");
        await Api.SetClock("2029-05-02T09:00:00+08:00");

        var period = (await Api.ClosePeriod("2029-04")).Expect(HttpStatusCode.OK);
        Assert.Equal(0, period.Number("sumFen"));
        Assert.Equal(500, period.Body["programmes"]![0]!["platform"]!["breakageFen"]!.GetValue<long>());
    }

    [Fact]
    public async Task Held_points_expire_only_when_their_hold_ends()
    {
        var memberId = await Api.EnrolNewMember("car-4s");
        await Api.EarnPoints(memberId, "car-4s", 6_000, _host.Clock.GetUtcNow());
        await Api.SetClock("2029-03-31T12:00:00+08:00");
        var held = (
            await Api.Redeem(
                memberId,
                RedemptionBody("car-4s", "basic-maintenance", holdUntil: "2029-04-03T12:00:00+08:00")
            )
        ).Expect(HttpStatusCode.Created);

        await Api.SetClock("2029-04-01T12:00:00+08:00");
        await Api.RunJob("ExpirySweep");
        var during = await Api.Wallet(memberId, "car-4s");
        Assert.Equal((0, 5_000), (during.Available, during.Held));

        await Api.SetClock("2029-04-03T12:00:00+08:00");
        await Api.RunJob("HoldRelease");
        Assert.Equal(
            (0, 0),
            ((await Api.Wallet(memberId, "car-4s")).Available, (await Api.Wallet(memberId, "car-4s")).Held)
        );
        (
            await Api.ChangeRedemption(memberId, held.Text("redemptionId"), "confirm", await Api.OperatorToken())
        ).ExpectProblem(HttpStatusCode.Conflict, "hold-expired");
    }

    [Fact]
    public async Task A_tier_goes_down_one_step_after_its_last_day_and_the_member_is_notified()
    {
        var memberId = await Api.EnrolNewMember("mall-tiers");
        for (var visit = 1; visit <= 6; visit++)
            await Api.EarnPoints(memberId, "mall-tiers", 1_000, _host.Clock.GetUtcNow());
        Assert.Equal("gold", (await Api.Wallet(memberId, "mall-tiers")).Tier);

        await Api.SetClock("2028-03-09T23:59:00+08:00");
        await Api.RunJob("TierReview");
        Assert.Equal("gold", (await Api.Wallet(memberId, "mall-tiers")).Tier);

        await Api.SetClock("2028-03-10T00:20:00+08:00");
        await Api.RunJob("TierReview");
        await Api.RunJob("TierReview");
        Assert.Equal("silver", (await Api.Wallet(memberId, "mall-tiers")).Tier);
        Assert.Equal("tier-review", (await Api.Ledger(memberId, "mall-tiers"))[^1]["kind"]!.GetValue<string>());
        Assert.Equal(["tierReview"], (await Api.Inbox(memberId)).Select(notice => notice["kind"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Given_a_pet_born_on_29_February_Then_it_gets_one_gift_a_year_even_if_the_job_runs_late()
    {
        var memberId = $"m-{Guid.NewGuid():N}";
        var profile = new JsonObject
        {
            ["identityVerified"] = true,
            ["programmes"] = new JsonArray("pet-shop"),
            ["pets"] = new JsonArray(new JsonObject { ["name"] = "Mimi", ["birthday"] = "2024-02-29" }),
        };
        (await Api.Enrol(memberId, profile)).Expect(HttpStatusCode.Created);

        foreach (
            var (at, points) in new[]
            {
                ("2028-02-28T23:59:00+08:00", 0),
                ("2028-02-29T00:10:00+08:00", 200),
                ("2028-03-01T00:10:00+08:00", 200),
                ("2029-02-27T12:00:00+08:00", 200),
                ("2029-03-05T12:00:00+08:00", 400),
                ("2030-02-27T12:00:00+08:00", 400),
                ("2030-02-28T12:00:00+08:00", 600),
            }
        )
        {
            await Api.SetClock(at);
            await Api.RunJob("BirthdayGifts");
            await Api.RunJob("BirthdayGifts");
            Assert.Equal((at, points), (at, await GiftPoints(memberId)));
        }
        Assert.Equal(3, (await Api.Inbox(memberId)).Count);
    }

    [Fact]
    public async Task A_birthday_that_is_entered_later_counts_from_then_on()
    {
        var memberId = await Api.EnrolNewMember("pet-shop");
        await Api.SetClock("2027-05-01T12:00:00+08:00");
        var profile = new JsonObject
        {
            ["identityVerified"] = true,
            ["programmes"] = new JsonArray("pet-shop"),
            ["pets"] = new JsonArray(new JsonObject { ["name"] = "Mimi", ["birthday"] = "2024-05-01" }),
        };
        (await Api.Enrol(memberId, profile)).Expect(HttpStatusCode.OK);

        await Api.RunJob("BirthdayGifts");

        Assert.Equal(200, await GiftPoints(memberId));
    }

    [Fact]
    public async Task Operators_see_the_state_of_a_job_and_how_much_remains()
    {
        var memberId = await Api.EnrolNewMember("supermarket");
        await Api.EarnPoints(memberId, "supermarket", 10, _host.Clock.GetUtcNow());
        await Api.SetClock("2029-04-01T00:00:00+08:00");
        Assert.Equal((1, "never"), await ExpirySweepState());

        await Api.RunJob("ExpirySweep");

        Assert.Equal((0, "succeeded"), await ExpirySweepState());
    }

    /// <summary>Announces a revision that disadvantages no member, so it takes effect at once.</summary>
    private async Task Publish(string programmeId, Action<JsonObject> change) =>
        (await Api.Announce(programmeId, "2027-03-10", change)).Expect(HttpStatusCode.OK);

    private async Task<(long Remains, string State)> ExpirySweepState()
    {
        var jobs = (await Api.Send(HttpMethod.Get, "/api/jobs", await Api.OperatorToken()))
            .Expect(HttpStatusCode.OK)
            .Body["items"]!.AsArray();
        var sweep = jobs.Single(job => job!["name"]!.GetValue<string>() == "ExpirySweep")!;
        return (sweep["remains"]!.GetValue<long>(), sweep["state"]!.GetValue<string>());
    }

    /// <summary>The points of all birthday gifts. The ledger has each gift as an action.</summary>
    private async Task<long> GiftPoints(string memberId) =>
        (await Api.Ledger(memberId, "pet-shop"))
            .Where(entry => entry["kind"]!.GetValue<string>() == "action")
            .Sum(entry => entry["points"]!.GetValue<long>());
}
