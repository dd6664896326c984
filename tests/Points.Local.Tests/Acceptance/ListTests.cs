using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Lists show each item once, newest first, while new ones come.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Redemptions_are_listed_once_each_while_others_are_made()
    {
        var memberId = await Api.EnrolNewMember("supermarket");
        (await Api.Accrue(memberId, PurchaseBody("supermarket", 2_000_000, "o-1"))).Expect(HttpStatusCode.Created);
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
            made.Add(await RedeemVoucher(memberId));

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var (items, next) = await Page(
                $"/api/members/{memberId}/redemptions?limit=2",
                cursor,
                await Api.MemberToken(memberId)
            );
            seen.AddRange(items.Select(it => (string)it["redemptionId"]!));
            cursor = next;
            await RedeemVoucher(memberId); // Newer than the first page: not in this walk.
        } while (cursor is not null);

        Assert.Equal(made.AsEnumerable().Reverse(), seen);
    }

    [Fact]
    public async Task Redemptions_are_listed_by_programme_and_status_and_codes_only_to_the_member_and_operators()
    {
        var memberId = await Api.EnrolNewMember("supermarket");
        (await Api.Accrue(memberId, PurchaseBody("supermarket", 2_000_000, "o-1"))).Expect(HttpStatusCode.Created);
        var (reversed, kept) = (await RedeemVoucher(memberId), await RedeemVoucher(memberId));
        (await Api.Reverse(memberId, reversed, "member")).Expect(HttpStatusCode.OK);
        var path = $"/api/members/{memberId}/redemptions";

        Assert.Equal([kept, reversed], await Ids($"{path}?programmeId=supermarket"));
        Assert.Equal([reversed], await Ids($"{path}?state=reversed"));
        Assert.Empty(await Ids($"{path}?programmeId=hotel"));
        var (own, _) = await Page(path, null, await Api.MemberToken(memberId));
        var (audited, _) = await Page(path, null, await Api.AuditorToken());
        Assert.NotNull(own[0]["voucher"]);
        Assert.All(audited, it => Assert.Null(it["voucher"]));
        (await Api.Send(HttpMethod.Get, path, await Api.MerchantToken("supermarket"))).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
    }

    [Fact]
    public async Task Everybody_can_list_the_programmes_page_by_page()
    {
        var (all, _) = await Page("/api/programmes?limit=200", null, token: null);
        var first = await Page("/api/programmes?limit=3", null, token: null);
        var second = await Page("/api/programmes?limit=200", first.Next, token: null);

        Assert.Equal(
            all.Select(it => (string)it["programmeId"]!),
            first.Items.Concat(second.Items).Select(it => (string)it["programmeId"]!)
        );
        var supermarket = all.Single(it => (string)it["programmeId"]! == "supermarket");
        Assert.Equal(1, (int)supermarket["revision"]!);
        Assert.NotNull(supermarket["name"]!["zh"]);
        Assert.Null(supermarket["next"]);
    }

    [Fact]
    public async Task Revisions_are_listed_newest_first_with_drafts()
    {
        var token = await Api.OperatorToken();
        var document = (await Api.Send(HttpMethod.Get, "/api/programmes/supermarket/revisions/1", token))
            .Expect(HttpStatusCode.OK)
            .Body["document"]!;
        for (var i = 0; i < 2; i++)
            (
                await Api.Send(HttpMethod.Post, "/api/programmes/supermarket/revisions", token, document.DeepClone())
            ).Expect(HttpStatusCode.Created);

        var first = await Page("/api/programmes/supermarket/revisions?limit=2", null, token);
        var second = await Page("/api/programmes/supermarket/revisions?limit=2", first.Next, token);

        Assert.Equal(
            ["3 draft", "2 draft", "1 active"],
            first.Items.Concat(second.Items).Select(it => $"{it["revision"]} {it["status"]}")
        );
        Assert.Null(second.Next);
        (await Api.Send(HttpMethod.Get, "/api/programmes/none/revisions", token)).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
    }

    [Fact]
    public async Task A_voucher_is_shown_to_the_merchant_that_honours_it_and_wrong_codes_count()
    {
        var memberId = await Api.EnrolNewMember("supermarket");
        (await Api.Accrue(memberId, PurchaseBody("supermarket", 2_000_000, "o-1"))).Expect(HttpStatusCode.Created);
        await RedeemVoucher(memberId);
        var code = (string)(await Api.Vouchers(memberId))[0]["code"]!;
        var till = await Api.MerchantToken("supermarket");

        var shown = (await Api.Send(HttpMethod.Get, $"/api/vouchers/{code}", till)).Expect(HttpStatusCode.OK);
        Assert.Equal("usable", shown.Text("state"));
        Assert.DoesNotContain(memberId, shown.Body.ToJsonString(), StringComparison.Ordinal);
        (await Api.Send(HttpMethod.Get, $"/api/vouchers/{code}", await Api.MerchantToken("hotel"))).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (await Api.UseVoucher(code, "supermarket")).Expect(HttpStatusCode.OK);
        Assert.Equal("used", (await Api.Send(HttpMethod.Get, $"/api/vouchers/{code}", till)).Text("state"));

        for (var i = 0; i < 10; i++)
            (await Api.Send(HttpMethod.Get, $"/api/vouchers/wrong-{i}", till)).ExpectProblem(
                HttpStatusCode.NotFound,
                "not-found"
            );
        (await Api.Send(HttpMethod.Get, $"/api/vouchers/{code}", till)).ExpectProblem(
            HttpStatusCode.TooManyRequests,
            "too-many-wrong-codes"
        );
    }

    [Fact]
    public async Task A_member_sees_what_the_next_tier_needs_and_has_it_after_exactly_that()
    {
        var memberId = await Api.EnrolNewMember("mall-tiers");
        (await Api.Accrue(memberId, PurchaseBody("mall-tiers", 10_000, "o-0"))).Expect(HttpStatusCode.Created);
        for (var level = 1; await NextTier(memberId) is { } next; level++)
        {
            var (missing, visits) = ((long?)next["missingFen"] ?? 0, Math.Max(1, (int?)next["missingVisits"] ?? 1));
            Assert.NotNull(next["by"]);
            for (var visit = 1; visit <= visits; visit++)
                (
                    await Api.Accrue(
                        memberId,
                        PurchaseBody(
                            "mall-tiers",
                            visit == 1 ? Math.Max(missing - (visits - 1), 1) : 1,
                            $"o-{level}-{visit}"
                        )
                    )
                ).Expect(HttpStatusCode.Created);
            var wallet = (await Wallet(memberId)).Body;
            Assert.Equal((string)next["tier"]!, (string)wallet["tier"]!);
            Assert.NotNull(wallet["tierProgress"]!["since"]);
        }
    }

    private async Task<string> RedeemVoucher(string memberId) =>
        (await Api.Redeem(memberId, RedemptionBody("supermarket", "voucher", 1_000)))
            .Expect(HttpStatusCode.Created)
            .Text("redemptionId");

    private async Task<JsonNode?> NextTier(string memberId) =>
        (await Wallet(memberId)).Expect(HttpStatusCode.OK).Body["tierProgress"]!["next"];

    private async Task<Reply> Wallet(string memberId) =>
        await Api.Send(HttpMethod.Get, $"/api/members/{memberId}/wallets/mall-tiers", await Api.MemberToken(memberId));

    private async Task<string[]> Ids(string path) =>
        [.. (await Page(path, null, await Api.OperatorToken())).Items.Select(it => (string)it["redemptionId"]!)];

    private async Task<(JsonObject[] Items, string? Next)> Page(string path, string? cursor, string? token)
    {
        var url = cursor is null ? path : $"{path}{(path.Contains('?') ? '&' : '?')}cursor={cursor}";
        var body = (await Api.Send(HttpMethod.Get, url, token)).Expect(HttpStatusCode.OK).Body;
        return ([.. body["items"]!.AsArray().Select(it => it!.AsObject())], (string?)body["next"]);
    }
}
