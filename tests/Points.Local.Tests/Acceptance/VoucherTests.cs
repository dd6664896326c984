using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Vouchers: used once, at the honouring merchant, until their last day, by an unguessable code.</summary>
public sealed class VoucherTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    [Fact]
    public async Task A_use_with_the_same_reference_gets_the_first_answer_and_another_is_refused()
    {
        var (_, code, _) = await IssueVoucher(_api);

        var (first, again) = (
            await _api.UseVoucher(code, "supermarket", 5_000, "sale-1"),
            await _api.UseVoucher(code, "supermarket", 5_000, "sale-1")
        );

        Assert.Equal(first.Expect(HttpStatusCode.OK) with { Replayed = true }, again);
        Assert.Equal((2_000, 3_000), (first.Number("paidFen"), first.Number("payFen")));
        (await _api.UseVoucher(code, "supermarket", 4_000, "sale-1")).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "idempotency-key-reused"
        );
        (await _api.UseVoucher(code, "supermarket", 5_000, "sale-2")).ExpectProblem(
            HttpStatusCode.Conflict,
            "already-settled"
        );
    }

    [Fact]
    public async Task A_bill_smaller_than_the_voucher_is_paid_in_full() =>
        Assert.Equal(
            0,
            (await _api.UseVoucher((await IssueVoucher(_api)).Code, "supermarket", 1_500))
                .Expect(HttpStatusCode.OK)
                .Number("payFen")
        );

    [Fact]
    public async Task Of_fifty_parallel_uses_one_succeeds()
    {
        var (_, code, _) = await IssueVoucher(_api);

        var uses = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => _api.UseVoucher(code, "supermarket", 5_000, $"sale-{i}"))
        );

        Assert.Single(uses, use => use.Status == HttpStatusCode.OK);
        Assert.Equal(
            49,
            uses.Count(use => use.Status == HttpStatusCode.Conflict && use.Text("code") == "already-settled")
        );
    }

    [Fact]
    public async Task Only_the_honouring_merchant_and_operators_may_use_a_voucher_and_its_code_must_exist()
    {
        var (_, code, _) = await IssueVoucher(_api);

        (await _api.UseVoucher(code, "fast-food", 5_000)).ExpectProblem(HttpStatusCode.Conflict, "not-eligible");
        (await _api.UseVoucher("AAAABBBBCCCCDDDD", "supermarket", 5_000)).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (
            await _api.Send(
                HttpMethod.Post,
                $"/api/vouchers/{code}/use",
                await _api.MemberToken("m"),
                new JsonObject { ["reference"] = "r" }
            )
        ).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (
            await _api.Send(
                HttpMethod.Post,
                $"/api/vouchers/{code}/use",
                await _api.OperatorToken(),
                new JsonObject { ["reference"] = "r" }
            )
        ).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_used_voucher_cannot_be_reversed_and_a_reversed_one_cannot_be_used()
    {
        var ((used, usedCode, usedId), (returned, returnedCode, returnedId)) = (
            await IssueVoucher(_api),
            await IssueVoucher(_api)
        );
        await _api.UseVoucher(usedCode, "supermarket");

        (await _api.Reverse(used, usedId, "merchant")).ExpectProblem(HttpStatusCode.Conflict, "already-settled");
        Assert.Equal(1_000, (await _api.Reverse(returned, returnedId, "member")).Expect(HttpStatusCode.OK).Available);
        (await _api.UseVoucher(returnedCode, "supermarket")).ExpectProblem(HttpStatusCode.Conflict, "already-settled");
    }

    [Fact]
    public async Task A_voucher_is_valid_to_the_end_of_its_last_day()
    {
        await using var own = await RunningHost.Start();
        var api = own.Api;
        await api.SetClock("2027-03-01T10:00:00+08:00");
        var ((_, first, _), (memberId, second, _)) = (await IssueVoucher(api), await IssueVoucher(api));

        await api.SetClock("2027-05-30T23:59:50+08:00");
        (await api.UseVoucher(first, "supermarket")).Expect(HttpStatusCode.OK);
        await api.SetClock("2027-05-31T00:00:00+08:00");
        (await api.UseVoucher(second, "supermarket")).ExpectProblem(HttpStatusCode.Conflict, "voucher-expired");

        Assert.Equal(("expired", "2027-05-30"), await OnlyVoucher(api, memberId));
    }

    [Fact]
    public async Task A_member_sees_their_vouchers_by_state_newest_first_page_by_page()
    {
        var memberId = await _api.EnrolNewMember("supermarket", "fruit-shop");
        await _api.EarnPoints(memberId, "supermarket", 5_000);
        await _api.EarnPoints(memberId, "fruit-shop", 1_000);
        var codes = new List<string>();
        for (var i = 0; i < 3; i++)
            codes.Add((await _api.Redeem(memberId, RedemptionBody("supermarket", "voucher", 1_000))).Code!);
        codes.Add((await _api.Redeem(memberId, RedemptionBody("fruit-shop", "voucher-50"))).Code!);
        await _api.UseVoucher(codes[1], "supermarket");

        var (all, used) = (await List(memberId, ""), await List(memberId, "&state=used"));
        var first = await Page(memberId, "?limit=3");
        var second = await Page(memberId, $"?limit=3&cursor={first.Text("next")}");

        Assert.Equal(codes.AsEnumerable().Reverse(), all.Select(it => it["code"]!.GetValue<string>()));
        Assert.Equal([codes[1]], used.Select(it => it["code"]!.GetValue<string>()));
        Assert.Equal((3, 1), (first.Body["items"]!.AsArray().Count, second.Body["items"]!.AsArray().Count));
        Assert.Equal(
            ["fruit-shop", "supermarket", "supermarket", "supermarket"],
            all.Select(it => it["merchantId"]!.GetValue<string>())
        );
        (
            await _api.Send(
                HttpMethod.Get,
                $"/api/members/{memberId}/vouchers?state=lost",
                await _api.MemberToken(memberId)
            )
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "state");
    }

    [Fact]
    public async Task Voucher_codes_are_long_and_unique()
    {
        var memberId = await _api.EnrolNewMember("supermarket");
        await _api.EarnPoints(memberId, "supermarket", 20_000);

        var codes = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async _ => (await _api.Redeem(memberId, RedemptionBody("supermarket", "voucher", 1_000))).Code!)
        );

        Assert.Equal(20, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[2-9A-HJ-NP-Z]{16}$", code));
    }

    private async Task<List<JsonNode>> List(string memberId, string more) =>
        [.. (await Page(memberId, "?limit=200" + more)).Body["items"]!.AsArray().Select(it => it!)];

    private async Task<Reply> Page(string memberId, string query) =>
        (
            await _api.Send(
                HttpMethod.Get,
                $"/api/members/{memberId}/vouchers{query}",
                await _api.MemberToken(memberId)
            )
        ).Expect(HttpStatusCode.OK);

    private static async Task<(string State, string ExpiresOn)> OnlyVoucher(Api api, string memberId)
    {
        var item = (
            await api.Send(HttpMethod.Get, $"/api/members/{memberId}/vouchers", await api.OperatorToken())
        ).Body["items"]!
            .AsArray()
            .Single()!;
        return (item["state"]!.GetValue<string>(), item["expiresOn"]!.GetValue<string>());
    }

    private static async Task<(string MemberId, string Code, string RedemptionId)> IssueVoucher(Api api)
    {
        var memberId = await api.EnrolNewMember("supermarket");
        var now = DateTimeOffset.Parse((await api.Send(HttpMethod.Get, "/local/clock", null)).Text("now"), null);
        await api.EarnPoints(memberId, "supermarket", 1_000, now);
        var redeemed = (await api.Redeem(memberId, RedemptionBody("supermarket", "voucher", 1_000))).Expect(
            HttpStatusCode.Created
        );
        return (memberId, redeemed.Code!, redeemed.Text("redemptionId"));
    }
}
