using System.Net;
using System.Text.Json.Nodes;
using Points.Domain;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>A member is erased: nothing names them any more, and every sum still adds up (law L14).</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private const string Green = "green",
        City = "credit-city",
        Market = "supermarket",
        Marker = "zhuxiao-xuhui",
        OfFamily = "hua";

    private RunningHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-01-21T10:00:00+08:00");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Nothing_names_an_erased_member_and_the_settlement_agrees_with_the_moved_ledger()
    {
        await Live();

        (await Erase(await Api.MemberToken(Marker))).Expect(HttpStatusCode.NoContent);
        await Api.RunJob("Erasures");

        Assert.Empty(await FindMarked([Marker, Digest.Compute("points-ledger", Marker, Green)]));
        var moved = await EveryDocument.ReadAll(_host.Store, Cancellation);
        var ends = moved.Where(it => (string?)it["cause"]?["kind"] == "erasure").ToArray();
        Assert.Equal(3, ends.Length);
        Assert.All(ends, it => Assert.Equal(0, (long)it["after"]!["balance"]!));
        await Api.SetClock("2027-02-21T10:00:00+08:00");
        (await Api.ClosePeriod("2027-01")).Expect(HttpStatusCode.OK);
        Assert.Empty((await Api.Reconcile("2027-01")).Body["differences"]!.AsArray());
    }

    [Fact]
    public async Task An_erased_member_is_unknown_and_whoever_enrols_again_is_somebody_new()
    {
        await Live();
        var purchase = PurchaseBody(Green, 1_000, at: _host.Clock.GetUtcNow());
        (await Api.Accrue(Marker, purchase)).Expect(HttpStatusCode.Created);
        var voucher = (string)(await Api.Vouchers(Marker))[0]["code"]!;

        (await Erase(await Api.MemberToken(Marker))).Expect(HttpStatusCode.NoContent);

        (await Show()).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        var other = PurchaseBody(Green, 1_000, at: _host.Clock.GetUtcNow());
        (await Api.Accrue(Marker, other)).ExpectProblem(HttpStatusCode.Conflict, "member-not-enrolled");
        (await Api.UseVoucher(voucher, Market)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await Erase(await Api.MemberToken(Marker))).Expect(HttpStatusCode.NoContent);
        await Api.RunJob("Erasures");

        (await Api.Enrol(Marker, Profile())).Expect(HttpStatusCode.Created);
        Assert.Empty(await Api.Ledger(Marker, Green));
        (await Api.Accrue(Marker, purchase)).ExpectProblem(HttpStatusCode.Conflict, "order-already-accrued");
    }

    [Fact]
    public async Task Members_erase_themselves_and_what_an_operator_asks_for_waits_for_another()
    {
        await Live();

        (await Erase(await Api.MemberToken(OfFamily))).Expect(HttpStatusCode.Forbidden);
        var asked = (await Erase(await Api.OperatorToken())).Expect(HttpStatusCode.Accepted);
        Assert.DoesNotContain(Marker, asked.Body["command"]!.ToJsonString(), StringComparison.Ordinal);
        (await Show()).Expect(HttpStatusCode.OK);

        Assert.True((bool)(await Api.Approve(asked))["erased"]!);

        (await Show()).Expect(HttpStatusCode.NotFound);
        (await Erase(await Api.OperatorToken())).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        await Api.RunJob("Erasures");
        Assert.Empty(await FindMarked([Marker]));
    }

    private async Task<Reply> Erase(string token) => await Api.Send(HttpMethod.Delete, $"/api/members/{Marker}", token);

    private async Task<Reply> Show() =>
        await Api.Send(HttpMethod.Get, $"/api/members/{Marker}", await Api.AuditorToken());

    private static JsonObject Profile() =>
        new()
        {
            ["identityVerified"] = true,
            ["creditGrade"] = "A",
            ["email"] = $"{Marker}@example.com",
            ["externalId"] = Marker,
            ["pets"] = new JsonArray(new JsonObject { ["name"] = Marker, ["birthday"] = "2020-02-01" }),
            ["programmes"] = new JsonArray(Green, City, Market),
        };

    /// <summary>The member's life: a family, a hold from stock, a voucher, words of staff, and a refund that waits.</summary>
    private async Task Live()
    {
        (await Api.Enrol(Marker, Profile())).Expect(HttpStatusCode.Created);
        (
            await Api.Enrol(OfFamily, new() { ["identityVerified"] = true, ["programmes"] = new JsonArray(Green) })
        ).Expect(HttpStatusCode.Created);
        (await Api.PutFamily("xuhui", Marker, OfFamily)).Expect(HttpStatusCode.OK);
        await Api.EarnPoints(Marker, Green, 3_000);
        (await Api.Accrue(Marker, PurchaseBody(City, 300_000, at: _host.Clock.GetUtcNow()))).Expect(
            HttpStatusCode.Created
        );
        await Api.EarnPoints(Marker, Market, 3_000);
        (await Api.Transfer(Marker, OfFamily, Green, 400)).Expect(HttpStatusCode.Created);
        (await Api.Redeem(Marker, RedemptionBody(City, "festival-box", holdUntil: "2027-01-22T10:00:00+08:00"))).Expect(
            HttpStatusCode.Created
        );
        (await Api.Redeem(Marker, RedemptionBody(Market, "voucher", points: 1_000))).Expect(HttpStatusCode.Created);
        (await Api.Adjust(Marker, Green, 50, $"for {Marker}", "ref-1")).Expect(HttpStatusCode.Created);
        (await Api.Refund(Marker, Green, "order-to-come", "refund-1", 100)).Expect(HttpStatusCode.Created);
        await Api.Complain(Marker, ComplaintBody(Green, "entryId", await NewestEntry(), Marker));
    }

    private async Task<string> NewestEntry() => (string)(await Api.Ledger(Marker, Green))[^1]["entryId"]!;

    private async Task<List<JsonObject>> FindMarked(string[] marks) =>
        [
            .. (await EveryDocument.ReadAll(_host.Store, Cancellation)).Where(it =>
                marks.Any(mark => it.ToJsonString().Contains(mark, StringComparison.Ordinal))
            ),
        ];
}
