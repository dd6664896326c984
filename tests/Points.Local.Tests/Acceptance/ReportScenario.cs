using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// A programme in which everything happens that books points, over four months, so that a report has every column.
/// </summary>
internal sealed class ReportScenario(Api api)
{
    public const string Programme = "report-city";

    private const string Shop = "green";

    public IReadOnlyList<string> Members { get; private set; } = [];

    public async Task Run()
    {
        await api.SetClock("2027-01-10T12:00:00+08:00");
        await api.PublishCopy(Shop, Programme, ChangeTerms);
        Members = [await Join("mei"), await Join("ming"), await Join("lan")];
        Done(await api.PutFamily("f-report", "mei", "ming"));
        await Open("lan", 400);
        await api.RunJob("BirthdayGifts"); // Makes the grants.
        await Earn("mei", "o-1", 3_000);
        await Earn("ming", "o-2", 500);
        Done(await api.RecordAction("lan", Programme, "share", "share-1"));
        await api.SetClock("2027-01-14T12:00:00+08:00");
        await api.RunJob("ExpirySweep"); // Makes pending points usable.
        Done(await api.Adjust("lan", Programme, 90, "sorry", "t-1"));
        Done(await api.Adjust("lan", Programme, -40, "mistake", "t-2"));
        await Redeem("mei", hold: null);
        await api.SetClock("2027-01-20T12:00:00+08:00");
        var reversed = await Redeem("mei", hold: null);
        Done(await api.Reverse("mei", reversed, "merchant"));
        await Change("mei", await Redeem("mei", hold: "2027-01-21T12:00:00+08:00"), "confirm");
        await Change("mei", await Redeem("mei", hold: "2027-01-21T12:00:00+08:00"), "cancel");
        Done(await api.Transfer("mei", "ming", Programme, 700));
        await api.SetClock("2027-02-03T12:00:00+08:00");
        await Redeem("ming", hold: null);
        await Redeem("ming", hold: null);
        await Redeem("ming", hold: null);
        await Redeem("ming", hold: null);
        await Redeem("ming", hold: null);
        Done(await api.Refund("ming", Programme, "o-2", "r-2", 50_000, Shop)); // In part owed.
        await Earn("ming", "o-3", 900);
        await Earn("mei", "o-4", 100);
        await Redeem("mei", hold: "2027-02-05T12:00:00+08:00");
        Done(await api.Refund("mei", Programme, "o-4", "r-4", 4_000, Shop)); // Pending ones.
        await api.SetClock("2027-04-05T12:00:00+08:00");
        await RunJobs();
        await Earn("lan", "o-5", 250);
    }

    /// <summary>Books what is due: reports show what is booked, wallets what is true now.</summary>
    public async Task RunJobs()
    {
        foreach (var job in (string[])["HoldRelease", "ExpirySweep", "BirthdayGifts", "ReportSums"])
            await api.RunJob(job);
    }

    /// <summary>All points of all members, as the members' apps show them.</summary>
    public async Task<(long Usable, long Pending, long Held)> SumOfWallets()
    {
        var wallets = await Task.WhenAll(Members.Select(it => api.Wallet(it, Programme)));
        return (wallets.Sum(it => it.Available), wallets.Sum(it => it.Pending), wallets.Sum(it => it.Held));
    }

    /// <summary>The lots and pending lots of all wallets, by month of their last day, and what is held.</summary>
    public async Task<(
        IReadOnlyList<(string ExpiresIn, long Points)> Lots,
        IReadOnlyList<(string ExpiresIn, long Points)> Pending,
        long Held
    )> LotsOfWallets()
    {
        var wallets = await Task.WhenAll(Members.Select(it => api.Wallet(it, Programme)));
        return (
            [.. wallets.SelectMany(it => it.Lots).Select(lot => (MonthOf(lot.ExpiresOn), lot.Points))],
            [.. wallets.SelectMany(it => it.PendingLots).Select(lot => (MonthOf(lot.ExpiresOn), lot.Points))],
            wallets.Sum(it => it.Held)
        );
    }

    private static string MonthOf(DateOnly? lastDay) =>
        lastDay is { } day ? day.ToString("yyyy-MM", CultureInfo.InvariantCulture) : "never";

    public async Task Earn(string memberId, string orderId, long points) =>
        Done(await api.Accrue(memberId, PurchaseOf(orderId, points)));

    private static JsonObject PurchaseOf(string orderId, long points)
    {
        var purchase = PurchaseBody(Programme, points * 100, orderId, new(2027, 1, 9, 12, 0, 0, TimeSpan.FromHours(8)));
        purchase["merchantId"] = Shop;
        return purchase;
    }

    private static void ChangeTerms(JsonObject document)
    {
        document.Remove("valueGuaranteed");
        document["validity"] = JsonNode.Parse("""{ "kind": "months", "months": 1, "monthEnd": true }""");
        document["earning"]!["pendingDays"] = 3;
        document["earning"]!["refundsFrom"] = "any-lot";
        document["compensation"] = JsonNode.Parse(
            """{ "capPoints": 500000, "period": "month", "perMember": { "times": 4, "per": "year" } }"""
        );
        document["grants"] = JsonNode.Parse(
            """[ { "id": "welcome", "points": 60, "limit": { "times": 1, "per": "ever" } } ]"""
        );
        var bag = document["rewards"]![0]!.AsObject();
        bag["compensationRate"] = 0.1;
        bag["hold"] = JsonNode.Parse("""{ "maxHours": 72, "maxPieces": 5 }""");
    }

    private async Task<string> Join(string memberId)
    {
        await api.Enrol(memberId, new() { ["identityVerified"] = true, ["programmes"] = new JsonArray(Programme) });
        return memberId;
    }

    private async Task Open(string memberId, long points) =>
        Done(
            await api.Send(
                HttpMethod.Post,
                $"/api/members/{memberId}/opening-balances",
                await api.OperatorToken(),
                new JsonObject
                {
                    ["programmeId"] = Programme,
                    ["reference"] = "card-1",
                    ["lots"] = new JsonArray(
                        new JsonObject
                        {
                            ["points"] = points,
                            ["expiresOn"] = "2027-03-15",
                            ["issuedBy"] = Shop,
                        },
                        new JsonObject { ["points"] = 20, ["issuedBy"] = Shop }
                    ),
                },
                "opening"
            )
        );

    private async Task<string> Redeem(string memberId, string? hold) =>
        Done(await api.Redeem(memberId, RedemptionBody(Programme, "eco-bag", holdUntil: hold))).Text("redemptionId");

    private async Task Change(string memberId, string redemptionId, string step) =>
        Done(
            await api.ChangeRedemption(
                memberId,
                redemptionId,
                step,
                await api.OperatorToken(),
                step == "cancel" ? new() { ["by"] = "merchant", ["reason"] = "test" } : null
            )
        );

    private static Reply Done(Reply reply)
    {
        Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.Created, reply.Raw);
        return reply;
    }
}
