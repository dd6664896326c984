using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Grants of points and coupons in changed copies of the credit city.</summary>
public sealed class GrantTermsTests : IAsyncLifetime
{
    private const string City = "city";

    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-01-10T12:00:00+08:00");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Granted_points_come_each_month_from_the_budget_and_wait_for_the_next_when_it_is_exhausted()
    {
        await Publish(document =>
        {
            document["budget"]!["capPoints"] = 100;
            document["grants"] = Grants("""{ "points": 60, "when": { "creditGrades": ["A"] } }""", "month");
        });
        var (first, second) = (await Join("A"), await Join("A"));
        await Run();
        await Run();

        var (one, other) = (await Balance(first), await Balance(second));
        Assert.Equal((0, 60), (Math.Min(one, other), Math.Max(one, other)));
        var entry = Assert.Single(await Api.Ledger(one == 60 ? first : second, City));
        Assert.Equal(
            ("grant", "gift", 60),
            ((string)entry["kind"]!, (string)entry["reference"]!, (long)entry["points"]!)
        );

        await Api.SetClock("2027-02-01T00:30:00+08:00");
        await Run();
        Assert.Equal(120, await Balance(first) + await Balance(second));
    }

    [Fact]
    public async Task A_budget_for_grants_bounds_them_and_neither_it_nor_the_main_budget_takes_from_the_other()
    {
        await Publish(document =>
        {
            document["budget"]!["capPoints"] = 150;
            document["budget"]!["grants"] = new JsonObject { ["capPoints"] = 100 };
            document["grants"] = Grants("""{ "points": 60, "when": { "creditGrades": ["A"] } }""", "month");
        });
        string[] members = [await Join("A"), await Join("A")];
        (await Api.Accrue(members[0], PurchaseBody(City, 10_000))).Expect(HttpStatusCode.Created);
        (await Api.Accrue(members[1], PurchaseBody(City, 100))).ExpectProblem(
            HttpStatusCode.Conflict,
            "budget-exhausted"
        );
        await Run();
        await Run();

        Assert.Equal(150 + 60, await Balance(members[0]) + await Balance(members[1]));
        var budget = (
            await Api.Send(HttpMethod.Get, $"/api/programmes/{City}/budget", await Api.OperatorToken())
        ).Expect(HttpStatusCode.OK);
        var granted = budget.Body["granted"]!;
        Assert.Equal((150, 0), (budget.Number("issued"), budget.Number("remaining")));
        Assert.Equal((100, 60), ((long)granted["cap"]!, (long)granted["issued"]!));

        await Api.SetClock("2027-02-01T00:30:00+08:00");
        await Run();
        Assert.Equal(150 + 120, await Balance(members[0]) + await Balance(members[1]));
    }

    [Fact]
    public async Task A_coupon_of_limited_stock_is_given_while_there_are_any_and_again_when_a_revision_adds_some()
    {
        await Publish(document => Coupon(document)["stock"] = 1);
        await Api.SetClock("2027-01-20T09:00:00+08:00");
        string[] members = [await Join("A"), await Join("A")];
        await Run();
        await Run();

        Assert.Equal(1, await CountVouchers(members));
        var report = (await Api.Jobs())["BirthdayGifts"]["lastRun"]!["touched"]!;
        Assert.Equal((0, 0), ((long)report["grants"]!, (long)report["grantsNotGiven"]!));

        (await Api.Announce(City, "2027-01-20", document => Coupon(document)["stock"] = 2)).Expect(HttpStatusCode.OK);
        await Api.SetClock("2027-01-20T10:00:00+08:00");
        await Api.RunJob("ActivateRevisions");
        await Run();
        await Run();

        Assert.Equal(2, await CountVouchers(members));
    }

    [Fact]
    public async Task A_revision_that_adds_a_grant_makes_existing_members_due()
    {
        await Publish(document => document.Remove("grants"));
        var member = await Join("A");
        await Api.SetClock("2027-01-20T09:00:00+08:00");
        await Run();
        Assert.Empty(await Api.Vouchers(member));

        (
            await Api.Announce(
                City,
                "2027-01-20",
                document => document["grants"] = Grants("""{ "rewardId": "festival-coupon" }""", "ever")
            )
        ).Expect(HttpStatusCode.OK);
        await Api.SetClock("2027-01-20T10:00:00+08:00");
        await Api.RunJob("ActivateRevisions");
        await Run();

        Assert.Single(await Api.Vouchers(member));
    }

    [Fact]
    public async Task A_used_coupon_costs_the_issuer_of_the_grant_what_it_took_off_the_bill_and_all_sums_are_zero()
    {
        await Publish(document =>
        {
            document["merchants"] = JsonNode.Parse(
                """
                [
                  { "merchantId": "city", "name": { "zh": "城", "en": "City" }, "issues": true },
                  { "merchantId": "theatre", "name": { "zh": "剧院", "en": "Theatre" }, "honours": true }
                ]
                """
            );
            document["rewards"] = new JsonArray(Coupon(document).DeepClone());
            Coupon(document)["merchantId"] = "theatre";
        });
        await Api.SetClock("2027-01-20T09:00:00+08:00");
        var (granted, claimed) = (await Join("A"), await Join("A"));
        (await Api.Redeem(claimed, RedemptionBody(City, "festival-coupon"))).Expect(HttpStatusCode.Created);
        await Run();
        await Use(granted, 1_500);
        await Use(claimed, 5_000);

        await Api.SetClock("2027-02-05T00:00:00+08:00");
        var closed = (await Api.ClosePeriod("2027-01")).Expect(HttpStatusCode.OK);

        var (city, theatre) = (await Api.Statement(City, "2027-01"), await Api.Statement("theatre", "2027-01"));
        Assert.Equal((-3_500, -3_500), (city.Number("issuedFen"), city.Number("netFen")));
        Assert.Equal(
            (3_500, -70, 3_430),
            (theatre.Number("honouredFen"), theatre.Number("feesFen"), theatre.Number("netFen"))
        );
        Assert.Equal(0, closed.Number("sumFen"));
        Assert.Equal(["granted", "granted"], (await Api.StatementLines("theatre", "2027-01")).Select(it => it["kind"]));
        var reconciled = await Api.Reconcile("2027-01");
        Assert.Equal(("done", 0), (reconciled.Text("status"), reconciled.Number("differenceCount")));
    }

    [Theory]
    [InlineData("""{ "rewardId": "festival-coupon", "when": { "spendAtLeastFen": 100 } }""", "when.spendAtLeastFen")]
    [InlineData("""{ "rewardId": "festival-coupon", "when": { "categories": ["tea"] } }""", "when.categories")]
    [InlineData("""{ "rewardId": "festival-coupon", "points": 5 }""", "rewardId")]
    [InlineData("""{ "when": { "creditGrades": ["A"] } }""", "rewardId")]
    [InlineData("""{ "rewardId": "nothing" }""", "rewardId")]
    [InlineData("""{ "rewardId": "credit-gift" }""", "rewardId")]
    [InlineData("""{ "rewardId": "voucher" }""", "rewardId")]
    [InlineData("""{ "points": 5, "merchantId": "stranger" }""", "merchantId")]
    [InlineData("""{ "points": 5, "limit": { "times": 11, "per": "day" } }""", "limit.times")]
    public async Task A_grant_that_cannot_work_is_refused_by_its_path(string grant, string path)
    {
        var document = (
            await Api.Send(HttpMethod.Get, "/api/programmes/credit-city/revisions/1", await Api.OperatorToken())
        ).Body["document"]!.AsObject();
        document["grants"] = Grants(grant, "ever");

        (
            await Api.Send(
                HttpMethod.Post,
                "/api/programmes/credit-city/revisions",
                await Api.OperatorToken(),
                document
            )
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", $"grants[0].{path}");
    }

    private Task Publish(Action<JsonObject> change) =>
        Api.PublishCopy(
            "credit-city",
            City,
            document =>
            {
                document["merchants"]![0]!["merchantId"] = City;
                foreach (var reward in document["rewards"]!.AsArray())
                    reward!["merchantId"] = City;
                change(document);
            }
        );

    private static JsonObject Coupon(JsonObject document) =>
        document["rewards"]!.AsArray().Single(it => (string)it!["rewardId"]! == "festival-coupon")!.AsObject();

    private static JsonArray Grants(string grant, string per)
    {
        var parsed = JsonNode.Parse(grant)!.AsObject();
        parsed["id"] = "gift";
        parsed["limit"] ??= new JsonObject { ["times"] = 1, ["per"] = per };
        return [parsed];
    }

    private Task<Reply> Run() => Api.RunJob("BirthdayGifts");

    private async Task<string> Join(string grade)
    {
        var memberId = $"m-{Guid.NewGuid():N}";
        (
            await Api.Enrol(
                memberId,
                new()
                {
                    ["identityVerified"] = true,
                    ["creditGrade"] = grade,
                    ["programmes"] = new JsonArray(City),
                }
            )
        ).Expect(HttpStatusCode.Created);
        return memberId;
    }

    private async Task<long> Balance(string memberId) => (await Api.Wallet(memberId, City)).Available;

    private async Task<int> CountVouchers(IEnumerable<string> members)
    {
        var count = 0;
        foreach (var member in members)
            count += (await Api.Vouchers(member)).Count;
        return count;
    }

    private async Task Use(string memberId, long billFen) =>
        (await Api.UseVoucher((string)(await Api.Vouchers(memberId)).Single()["code"]!, "theatre", billFen)).Expect(
            HttpStatusCode.OK
        );
}
