using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// Kills the host while all jobs run, at moments when tiers are reviewed, gifts given, terms changed, reminders sent
/// and points expired. Nothing is lost, and nothing happens twice. The environment variable <c>POINTS_KILLS</c> sets
/// another number of kills; the seed is in the test's name.
/// </summary>
public sealed class JobCrashTests
{
    private const int Members = 16,
        KillsDefault = 6,
        VisitsOfGold = 6,
        Points = 1_000;

    /// <summary>The longest time between the start of the jobs and the kill.</summary>
    private const int KillDelayMaxMilliseconds = 600;

    private static readonly string[] Programmes = ["mall-tiers", "pet-shop", "fast-food"];

    /// <summary>The moments at which jobs run; each gives some job work to do.</summary>
    private static readonly string[] Moments =
    [
        "2028-04-01T08:30:00+08:00", // the gold tier has ended
        "2028-05-01T09:00:00+08:00", // the pets' birthday; a higher price is announced
        "2028-05-02T09:00:00+08:00", // all members are notified
        "2029-03-01T09:00:00+08:00", // thirty days before the points of March 2027 expire
        "2029-04-01T00:30:00+08:00", // the day after their last day
        "2029-04-01T09:00:00+08:00", // only interrupted work is left
    ];

    private static int Kills => HostCrashes.KillsOr(KillsDefault);

    [Theory]
    [InlineData(2026)]
    public async Task Given_kills_during_any_job_Then_nothing_is_lost_and_nothing_happens_twice(int seed)
    {
        using var folder = new TempFolder();
        var (data, random) = (folder.PathOf("data"), new Random(seed));
        var host = await HostProcess.Start(data);
        try
        {
            using (var first = new Api(host.Address))
                await Prepare(first);
            foreach (var (moment, at) in Moments.Index())
            {
                for (var kill = 0; kill <= KillsAt(moment); kill++)
                {
                    using var api = new Api(host.Address);
                    if (kill == 0)
                        await api.SetClock(at); // The clock goes on from there, also in the next host.
                    if (moment == 1)
                        await Announce(api);
                    if (kill == KillsAt(moment))
                        await RunTwice(api);
                    else
                        host = await KillDuringJobs(host, api, random, data);
                }
            }
            using var end = new Api(host.Address);
            await Parallel.ForAsync(0, Members, async (number, _) => await Check(end, MemberOf(number)));
            await CheckSettlement(end);
        }
        finally
        {
            await host.DisposeAsync();
        }
        foreach (var programmeId in Programmes)
            await HostCrashes.CheckLedgers(data, programmeId, Enumerable.Range(0, Members).Select(MemberOf));
    }

    private static int KillsAt(int moment) => (Kills / Moments.Length) + (moment < Kills % Moments.Length ? 1 : 0);

    private static string MemberOf(int number) => $"m{number}";

    private static async Task Prepare(Api api)
    {
        await api.SetClock("2027-03-10T12:00:00+08:00");
        await Parallel.ForAsync(
            0,
            Members,
            async (number, _) =>
            {
                var profile = new JsonObject
                {
                    ["identityVerified"] = true,
                    ["programmes"] = new JsonArray([.. Programmes.Select(id => (JsonNode)id)]),
                    ["phone"] = "13800000000",
                    ["consents"] = new JsonObject { ["personalisation"] = true, ["marketing"] = true },
                    ["pets"] = new JsonArray(new JsonObject { ["name"] = "Mimi", ["birthday"] = "2024-05-01" }),
                };
                (await api.Enrol(MemberOf(number), profile)).Expect(HttpStatusCode.Created);
                var at = DateTimeOffset.Parse("2027-03-10T12:00:00+08:00", CultureInfo.InvariantCulture);
                for (var visit = 0; visit < VisitsOfGold; visit++)
                    await api.EarnPoints(MemberOf(number), "mall-tiers", Points, at);
                await api.EarnPoints(MemberOf(number), "fast-food", Points, at);
            }
        );
    }

    private static async Task Announce(Api api)
    {
        var token = await api.OperatorToken();
        var document = (await api.Send(HttpMethod.Get, "/api/programmes/fast-food/revisions/1", token)).Body[
            "document"
        ]!.AsObject();
        document["rewards"]![0]!["price"]!["points"] = 250;
        if (
            (await api.Send(HttpMethod.Get, "/api/programmes/fast-food/revisions/2", token)).Status
            == HttpStatusCode.NotFound
        )
            (await api.Send(HttpMethod.Post, "/api/programmes/fast-food/revisions", token, document)).Expect(
                HttpStatusCode.Created
            );
        Assert.Equal("announced", (await api.AnnounceRevision("fast-food", 2, "2028-07-01")).Text("status"));
    }

    private static async Task<string[]> Jobs(Api api) =>
        [
            .. (await api.Send(HttpMethod.Get, "/api/jobs", await api.OperatorToken())).Expect(HttpStatusCode.OK).Body[
                "items"
            ]!
                .AsArray()
                .Select(job => job!["name"]!.GetValue<string>()),
        ];

    /// <summary>Starts all jobs at once, in random order, and kills the host while they run.</summary>
    /// <returns>The restarted host.</returns>
    private static async Task<HostProcess> KillDuringJobs(HostProcess host, Api api, Random random, string data)
    {
        var jobs = await Jobs(api);
        random.Shuffle(jobs);
        var runs = jobs.Select(job => api.Send(HttpMethod.Post, $"/admin/functions/{job}", null)).ToArray();
        await Task.Delay(random.Next(KillDelayMaxMilliseconds), TestContext.Current.CancellationToken);
        await host.Kill();
        await Task.WhenAll(runs).ContinueWith(_ => { }, TaskScheduler.Default); // Most of them fail.
        await host.DisposeAsync();
        return await HostProcess.Start(data);
    }

    private static async Task RunTwice(Api api)
    {
        var jobs = await Jobs(api);
        foreach (var job in jobs.Concat(jobs))
            await api.RunJob(job);
    }

    private static async Task Check(Api api, string memberId)
    {
        var kinds = new ConcurrentDictionary<string, string[]>();
        foreach (var programmeId in Programmes)
            kinds[programmeId] =
            [
                .. (await api.Ledger(memberId, programmeId)).Select(entry => entry["kind"]!.GetValue<string>()),
            ];
        Assert.Equal([.. Enumerable.Repeat("accrual", VisitsOfGold), "tier-review", "expiry"], kinds["mall-tiers"]);
        Assert.Equal(["action"], kinds["pet-shop"]);
        Assert.Equal(["accrual", "expiry"], kinds["fast-food"]);
        Assert.Equal("silver", (await api.Wallet(memberId, "mall-tiers")).Tier);
        Assert.Equal(200, (await api.Wallet(memberId, "pet-shop")).Available);

        var notices = (await api.Inbox(memberId))
            .Select(it => $"{it["programmeId"]} {it["kind"]}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            ["fast-food change", "fast-food reminder", "mall-tiers reminder", "mall-tiers tierReview", "pet-shop gift"],
            notices
        );
        Assert.All(
            await api.Inbox(memberId),
            it =>
                Assert.All(
                    it["deliveries"]!.AsArray(),
                    delivery => Assert.Equal("accepted", delivery!["status"]!.GetValue<string>())
                )
        );
    }

    private static async Task CheckSettlement(Api api)
    {
        var revision = await api.Send(
            HttpMethod.Get,
            "/api/programmes/fast-food/revisions/2",
            await api.OperatorToken()
        );
        Assert.Equal(
            ("active", (long)Members, (long)Members),
            (
                revision.Text("status"),
                revision.Body["notice"]!["affected"]!.GetValue<long>(),
                revision.Body["notice"]!["notified"]!.GetValue<long>()
            )
        );
        await api.SetClock("2029-05-02T09:00:00+08:00");
        (await api.ClosePeriod("2029-04")).Expect(HttpStatusCode.OK);
        var report = await api.Reconcile("2029-04");
        Assert.Equal(
            ("done", 0, 0),
            (report.Text("status"), report.Number("differenceCount"), (await api.Period("2029-04")).Number("sumFen"))
        );
    }
}
