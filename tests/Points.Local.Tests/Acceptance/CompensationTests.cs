using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Points.Cosmos;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Compensation for cancelled rewards is issued within a budget of its own (laws L6 and L13).</summary>
public sealed class CompensationTests : IAsyncLifetime
{
    private const string Carrier = CarrierProgramme.Id;

    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task When_a_merchant_reverses_sixty_redemptions_Then_compensation_stays_within_its_cap()
    {
        await CarrierProgramme.Publish(Api, capPoints: 5_500, timesPerMember: 100);
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

    [Fact]
    public async Task Beyond_the_members_times_compensation_is_withheld_and_the_redemption_shows_it()
    {
        await CarrierProgramme.Publish(Api, capPoints: 100_000, timesPerMember: 1);
        var memberId = await MemberWith(20_000);
        var flight = (
            await Api.Redeem(
                memberId,
                RedemptionBody(
                    Carrier,
                    "award-flight",
                    holdUntil: TimeProvider.System.GetUtcNow().AddDays(1).ToString("O")
                )
            )
        ).Text("redemptionId");

        var first = await ReverseFlight(memberId);
        var second = (
            await Api.ChangeRedemption(memberId, flight, "cancel", await Api.MerchantToken(Carrier), key: "k")
        ).Expect(HttpStatusCode.OK);
        var again = await Api.ChangeRedemption(memberId, flight, "cancel", await Api.MerchantToken(Carrier), key: "k");

        Assert.Equal((1_000, 0), (first.Number("compensationPoints"), WithheldPoints(first)));
        Assert.Equal(
            (10_000, 1_000, 21_000),
            (second.Number("points"), WithheldPoints(second), (await Api.Wallet(memberId, Carrier)).Available)
        );
        Assert.Null(second.Body["withheldBecause"]);
        Assert.Null(second.Body["wallet"]);
        Assert.Null(second.Body["compensationPoints"]);
        Assert.Equal(second with { Replayed = true }, again);
        var toOperator = await Api.ChangeRedemption(
            memberId,
            flight,
            "cancel",
            await Api.CreateToken($"till-of-{Carrier}", ["merchant", "operator"], Carrier),
            new() { ["by"] = "merchant" },
            key: "k"
        );
        Assert.True(toOperator.Replayed);
        Assert.Equal("times-reached", toOperator.Text("withheldBecause"));
        Assert.Equal(21_000, (long)toOperator.Body["wallet"]!["available"]!);
        var shown = await Api.Send(
            HttpMethod.Get,
            $"/api/members/{memberId}/redemptions/{flight}",
            await Api.MemberToken(memberId)
        );
        Assert.Equal(1_000, (long)shown.Body["history"]![1]!["withheldPoints"]!);
        Assert.Equal("times-reached", (string)Assert.Single(await ListWithheld())["reason"]!);
    }

    [Fact]
    public async Task An_entry_that_is_relayed_twice_is_listed_once()
    {
        await CarrierProgramme.Publish(Api, capPoints: 1, timesPerMember: 1);
        var memberId = await MemberWith(10_000);
        await ReverseFlight(memberId);
        var listed = Assert.Single(await ListWithheld());

        (
            await Api.Send(
                HttpMethod.Post,
                $"/api/ledger/poison/{memberId}/{(string)listed["entryId"]!}/relay",
                await Api.OperatorToken()
            )
        ).Expect(HttpStatusCode.NoContent);

        Assert.Equal(listed.ToJsonString(), Assert.Single(await ListWithheld()).ToJsonString());
    }

    [Fact]
    public async Task Only_operators_finance_and_auditors_list_withheld_compensation()
    {
        const string list = "/api/programmes/airline/compensations";
        var page = (await Api.Send(HttpMethod.Get, list, await Api.OperatorToken())).Expect(HttpStatusCode.OK);

        Assert.Empty(page.Body["items"]!.AsArray());
        (await Api.Send(HttpMethod.Get, list, await Api.CreateToken("li.na", ["finance"]))).Expect(HttpStatusCode.OK);
        (await Api.Send(HttpMethod.Get, list, await Api.MerchantToken("airline"))).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await Api.Send(HttpMethod.Get, $"{list}?state=granted", await Api.AuditorToken())).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "state"
        );
        (
            await Api.Send(HttpMethod.Get, "/api/programmes/no-such/compensations", await Api.AuditorToken())
        ).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_stored_revision_without_compensation_gives_none_and_the_next_one_must_state_it()
    {
        using var folder = new TempFolder();
        await using (var earlier = await RunningHost.Start(folder.PathOf("data")))
            await RemoveCompensationFromStoredRevision(earlier, "airline");
        await using var host = await RunningHost.Start(folder.PathOf("data"));
        var (api, memberId) = (host.Api, await host.Api.EnrolNewMember("airline"));
        await api.EarnPoints(memberId, "airline", 10_000);
        var flight = (await api.Redeem(memberId, RedemptionBody("airline", "award-flight"))).Text("redemptionId");

        var reversed = (await api.Reverse(memberId, flight, "merchant")).Expect(HttpStatusCode.OK);
        var revision = await api.Send(HttpMethod.Get, "/api/programmes/airline/revisions/1", await api.OperatorToken());
        var submitted = await api.Send(
            HttpMethod.Post,
            "/api/programmes/airline/revisions",
            await api.OperatorToken(),
            revision.Body["document"]!.AsObject()
        );
        var budget = await api.Send(HttpMethod.Get, "/api/programmes/airline/budget", await api.OperatorToken());

        Assert.Equal(
            (0, 0, 10_000),
            (reversed.Number("compensationPoints"), WithheldPoints(reversed), reversed.Available)
        );
        Assert.Null(budget.Body["compensated"]);
        submitted.ExpectProblem(HttpStatusCode.UnprocessableEntity, "terms-not-allowed", "compensation");
    }

    /// <summary>Makes the stored revision look as before programmes could state their compensation.</summary>
    private static async Task RemoveCompensationFromStoredRevision(RunningHost host, string programmeId)
    {
        using var client = host.Store.Connect();
        var programmes = client.GetContainer(CosmosContainers.Database, CosmosContainers.Programmes);
        using var stored = await programmes.ReadItemStreamAsync("revision:1", new(programmeId));
        var revision = JsonNode.Parse(stored.EnsureSuccessStatusCode().Content)!.AsObject();
        Assert.True(revision["document"]!.AsObject().Remove("compensation"));
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(revision.ToJsonString()));
        (await programmes.UpsertItemStreamAsync(body, new(programmeId))).EnsureSuccessStatusCode();
    }

    private async Task<Reply[]> ReverseTenFlights(string memberId)
    {
        var replies = new List<Reply>();
        for (var flight = 0; flight < 10; flight++)
            replies.Add(await ReverseFlight(memberId));
        return [.. replies];
    }

    /// <summary>
    /// Redeems a flight, which the carrier cancels. The request is repeated while the budget is busy.
    /// </summary>
    private async Task<Reply> ReverseFlight(string memberId)
    {
        var flight = await Api.Redeem(memberId, RedemptionBody(Carrier, "award-flight"));
        var (redemptionId, key) = (flight.Text("redemptionId"), Guid.NewGuid().ToString());
        var reply = await Api.Reverse(memberId, redemptionId, "merchant", key: key);
        for (var repeat = 0; repeat < 50 && reply.Status == HttpStatusCode.ServiceUnavailable; repeat++)
            reply = await Api.Reverse(memberId, redemptionId, "merchant", key: key);
        return reply.Expect(HttpStatusCode.OK);
    }

    private Task<string> MemberWith(long points) => Api.EnrolNewMemberWithPoints(Carrier, points);

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
}
