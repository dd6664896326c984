using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Compensation for cancelled rewards is issued within a budget of its own (laws L6 and L13).</summary>
public sealed class CompensationTests : IAsyncLifetime
{
    private const string Carrier = "carrier";

    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task When_a_merchant_reverses_sixty_redemptions_Then_compensation_stays_within_its_cap()
    {
        await PublishCarrier(capPoints: 5_500, timesPerMember: 100);
        var members = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => MemberWith(10_000)));

        var reversals = (await Task.WhenAll(members.Select(ReverseTenFlights))).SelectMany(it => it).ToArray();

        Assert.Equal(60, reversals.Length);
        Assert.All(reversals, it => Assert.Equal(10_000, it.Number("points")));
        Assert.Equal(5_000, reversals.Sum(it => it.Number("compensationPoints")));
        Assert.Equal(55_000, reversals.Sum(WithheldPoints));
        var budget = await Budget();
        Assert.Equal(
            (60_000, 5_000, 5_500),
            (budget.Number("issued"), Compensated(budget, "issued"), Compensated(budget, "cap"))
        );
        Assert.Equal(
            65_000,
            (await Task.WhenAll(members.Select(it => Api.Wallet(it, Carrier)))).Sum(it => it.Available)
        );
        var withheld = await ListWithheld();
        Assert.Equal(55, withheld.Count);
        Assert.All(withheld, it => Assert.Equal((1_000, "cap-reached"), ((long)it["points"]!, (string)it["reason"]!)));
        Assert.Equal(55, withheld.Select(it => (string)it["entryId"]!).Distinct().Count());
    }

    private async Task<Reply[]> ReverseTenFlights(string memberId)
    {
        var replies = new List<Reply>();
        for (var flight = 0; flight < 10; flight++)
            replies.Add(await ReverseFlight(memberId));
        return [.. replies];
    }

    /// <summary>Redeems a flight, which the carrier cancels. The request is repeated while the budget is busy.</summary>
    private async Task<Reply> ReverseFlight(string memberId)
    {
        var flight = (await Api.Redeem(memberId, RedemptionBody(Carrier, "award-flight"))).Expect(
            HttpStatusCode.Created
        );
        return (await Api.Reverse(memberId, flight.Text("redemptionId"), "merchant")).Expect(HttpStatusCode.OK);
    }

    private async Task<string> MemberWith(long points)
    {
        var memberId = await Api.EnrolNewMember(Carrier);
        await Api.EarnPoints(memberId, Carrier, points);
        return memberId;
    }

    private async Task<Reply> Budget() =>
        (await Api.Send(HttpMethod.Get, $"/api/programmes/{Carrier}/budget", await Api.OperatorToken())).Expect(
            HttpStatusCode.OK
        );

    private static long Compensated(Reply budget, string field) => (long)budget.Body["compensated"]![field]!;

    private static long WithheldPoints(Reply reversal) => (long?)reversal.Body["withheldPoints"] ?? 0;

    /// <summary>Lists all withheld compensation, in pages of 20.</summary>
    private async Task<List<JsonObject>> ListWithheld()
    {
        await Api.RunJob("LedgerRelay");
        var (items, cursor) = (new List<JsonObject>(), "");
        while (true)
        {
            var page = (
                await Api.Send(
                    HttpMethod.Get,
                    $"/api/programmes/{Carrier}/compensations?state=withheld&limit=20{cursor}",
                    await Api.AuditorToken()
                )
            ).Expect(HttpStatusCode.OK);
            items.AddRange(page.Body["items"]!.AsArray().Select(it => it!.AsObject()));
            if (page.Body["next"] is null)
                return items;
            cursor = $"&cursor={page.Text("next")}";
        }
    }

    /// <summary>Puts a copy of the programme airline into force, with another compensation.</summary>
    private async Task PublishCarrier(long capPoints, int timesPerMember)
    {
        var (revisions, token) = ($"/api/programmes/{Carrier}/revisions", await Api.OperatorToken());
        var document = (await Api.Send(HttpMethod.Get, "/api/programmes/airline/revisions/1", token)).Body[
            "document"
        ]!.AsObject();
        (document["programmeId"], document["compensation"]) = (
            Carrier,
            new JsonObject
            {
                ["capPoints"] = capPoints,
                ["period"] = "year",
                ["perMember"] = new JsonObject { ["times"] = timesPerMember, ["per"] = "year" },
            }
        );
        document["merchants"]![0]!["merchantId"] = Carrier;
        document["rewards"]![0]!["merchantId"] = Carrier;
        (await Api.Send(HttpMethod.Post, revisions, token, document)).Expect(HttpStatusCode.Created);
        (
            await Api.Send(
                HttpMethod.Post,
                $"{revisions}/1/announce",
                token,
                new JsonObject { ["effectiveOn"] = "2026-01-01" }
            )
        ).Expect(HttpStatusCode.OK);
    }
}
