using System.Net;

namespace Points.Local.Tests.Acceptance;

/// <summary>Members earn points and spend them, from the first purchase to the reward.</summary>
public sealed class EarnAndSpendTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    [Fact]
    public async Task At_the_supermarket_a_purchase_earns_points_and_points_buy_a_voucher()
    {
        var memberId = await _api.EnrolNewMember("supermarket");
        var purchase = Api.PurchaseBody("supermarket", 120_050);

        var quote = await _api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/accruals/quote",
            await _api.MerchantToken("supermarket"),
            purchase
        );
        var earned = await _api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/accruals",
            await _api.MerchantToken("supermarket"),
            purchase,
            "till-1-0001"
        );
        var redeemed = await _api.Redeem(memberId, Api.RedemptionBody("supermarket", "voucher", points: 1_000));

        Assert.Equal(1_200, quote.Expect(HttpStatusCode.OK).Number("points"));
        Assert.Equal(1_200, earned.Expect(HttpStatusCode.Created).Number("points"));
        Assert.Equal("base", earned.Body["explanation"]![0]!["rule"]!.GetValue<string>());
        Assert.Equal(2_000, redeemed.Expect(HttpStatusCode.Created).Number("worthFen"));
        Assert.Equal("completed", redeemed.Text("status"));
        Assert.Equal(200, redeemed.Available);
        Assert.Equal(200, (await _api.Wallet(memberId, "supermarket")).Available);
    }

    [Fact]
    public async Task At_the_restaurant_200_points_buy_a_meal()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 19_999));
        (await _api.Redeem(memberId, Api.RedemptionBody("fast-food", "meal"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-enough-points"
        );
        await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 100));

        var meal = (await _api.Redeem(memberId, Api.RedemptionBody("fast-food", "meal"))).Expect(
            HttpStatusCode.Created
        );

        Assert.Equal((200, 2_500, 0), (meal.Number("points"), meal.Number("worthFen"), meal.Available));
    }

    [Fact]
    public async Task The_wallet_shows_every_lot_and_when_it_expires()
    {
        var memberId = await _api.EnrolNewMember("supermarket");
        await _api.Accrue(memberId, Api.PurchaseBody("supermarket", 10_000));

        var wallet = await _api.Wallet(memberId, "supermarket");

        var lot = Assert.Single(wallet.Lots);
        var expiry = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(8)).AddMonths(24);
        var lastDay = DateTime.DaysInMonth(expiry.Year, expiry.Month);
        Assert.Equal(new DateOnly(expiry.Year, expiry.Month, lastDay), lot.ExpiresOn);
        Assert.Equal(("supermarket", 100), (lot.IssuedBy, lot.Points));
        Assert.Equal(100, Assert.Single(wallet.Expiring).Points);
        Assert.Equal((0, 0, 0, 1), (wallet.Pending, wallet.Held, wallet.Debt, wallet.Revision));
    }

    [Fact]
    public async Task The_ledger_shows_every_entry_with_its_reason_and_its_hash()
    {
        var memberId = await _api.EnrolNewMember("supermarket");
        await _api.Accrue(memberId, Api.PurchaseBody("supermarket", 150_000, "订单/1?#"));
        var redeemed = await _api.Redeem(memberId, Api.RedemptionBody("supermarket", "voucher", points: 1_200));

        var ledger = await _api.Ledger(memberId, "supermarket");

        Assert.Equal(["accrual", "redemption"], ledger.Select(entry => entry["kind"]!.GetValue<string>()));
        Assert.Equal(
            ["订单/1?#", redeemed.Text("redemptionId")],
            ledger.Select(entry => entry["reference"]!.GetValue<string>())
        );
        Assert.Equal([1_500L, -1_200L], ledger.Select(entry => entry["points"]!.GetValue<long>()));
        Assert.Equal([1_500L, 300L], ledger.Select(entry => entry["balanceAfter"]!.GetValue<long>()));
        Assert.All(ledger, entry => Assert.Matches("^[A-Za-z0-9_-]{43}$", entry["hash"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_long_ledger_is_read_page_by_page_without_gaps_or_repeats()
    {
        var memberId = await _api.EnrolNewMember("supermarket");
        for (var i = 1; i <= 25; i++)
            await _api.Accrue(memberId, Api.PurchaseBody("supermarket", i * 100));
        var (token, path, seen) = (
            await _api.OperatorToken(),
            $"/api/members/{memberId}/wallets/supermarket/entries?limit=10",
            new List<long>()
        );

        for (string? cursor = ""; cursor is not null; )
        {
            var page = (await _api.Send(HttpMethod.Get, path + cursor, token)).Expect(HttpStatusCode.OK);
            seen.AddRange(page.Body["items"]!.AsArray().Select(entry => entry!["points"]!.GetValue<long>()));
            cursor = page.Body["next"] is { } next ? $"&cursor={next.GetValue<string>()}" : null;
        }

        Assert.Equal(Enumerable.Range(1, 25).Reverse().Select(i => (long)i), seen);
    }

    [Fact]
    public async Task A_member_can_read_a_redemption()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 40_000));
        var id = (await _api.Redeem(memberId, Api.RedemptionBody("fast-food", "meal"))).Text("redemptionId");

        var found = (
            await _api.Send(
                HttpMethod.Get,
                $"/api/members/{memberId}/redemptions/{id}",
                await _api.MemberToken(memberId)
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Equal(
            ("meal", "completed", 200L),
            (found.Text("rewardId"), found.Text("status"), found.Number("points"))
        );
        Assert.Single(found.Body["history"]!.AsArray());
        (
            await _api.Send(
                HttpMethod.Get,
                $"/api/members/{memberId}/redemptions/{id}x",
                await _api.MemberToken(memberId)
            )
        ).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Given_a_frozen_member_When_earning_or_redeeming_Then_refused_until_unfrozen()
    {
        var (memberId, operators) = (await _api.EnrolNewMember("fast-food"), await _api.OperatorToken());
        await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 40_000));
        await _api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/freeze",
            operators,
            new System.Text.Json.Nodes.JsonObject { ["reason"] = "reported stolen" }
        );

        (await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 100))).ExpectProblem(
            HttpStatusCode.Conflict,
            "member-frozen"
        );
        (await _api.Redeem(memberId, Api.RedemptionBody("fast-food", "meal"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "member-frozen"
        );

        await _api.Approve(
            await _api.Send(
                HttpMethod.Post,
                $"/api/members/{memberId}/unfreeze",
                operators,
                new System.Text.Json.Nodes.JsonObject { ["reason"] = "found again" }
            )
        );
        (await _api.Redeem(memberId, Api.RedemptionBody("fast-food", "meal"))).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Given_an_unverified_member_When_earning_Then_refused_until_verified()
    {
        var memberId = $"m-{Guid.NewGuid():N}";
        await _api.Enrol(
            memberId,
            new() { ["identityVerified"] = false, ["programmes"] = new System.Text.Json.Nodes.JsonArray("fast-food") }
        );
        (await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 100))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );

        (
            await _api.Enrol(
                memberId,
                new() { ["identityVerified"] = true, ["programmes"] = new System.Text.Json.Nodes.JsonArray() }
            )
        ).Expect(HttpStatusCode.OK);

        (await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 100))).Expect(HttpStatusCode.Created);
    }
}
