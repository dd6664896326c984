using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Emulators.CosmosDb;
using Points.Benchmarks.Load;
using Points.Cosmos.Members;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using Points.Domain.Messaging;
using Points.Local;

namespace Points.Benchmarks;

/// <summary>
/// Measures an expiry sweep over many wallets of which few are due, and a notice to every member of a programme, from
/// the announcement to the last delivery. One process runs it all: a one-machine host with a fresh data folder and the
/// default durability.
/// </summary>
internal static class SweepBenchmark
{
    public const int WalletsDefault = 200_000,
        WalletsMin = 1_000;
    private const string Programme = "fast-food";
    private const int ParallelWrites = 32;

    /// <summary>
    /// One wallet in 100 is due in the first sweep, and one in 10 in the second, for a longer measurement.
    /// </summary>
    private const int FirstSweepOneIn = 100,
        SecondSweepOneIn = 10;

    private static readonly DateOnly FirstExpiry = new(2028, 11, 30),
        SecondExpiry = new(2028, 12, 31),
        LaterExpiry = new(2030, 6, 30);

    public static async Task<int> Run(int wallets)
    {
        var folder = Directory.CreateTempSubdirectory("points-sweep-").FullName;
        try
        {
            Console.WriteLine($"sweep: {Environment.ProcessorCount} processors, {wallets:N0} wallets");
            var data = Path.Combine(folder, "data");
            await using (await LocalHost.Start(new LocalHostOptions(data) { Port = 0, RunsTimers = false })) { }
            await WriteWallets(data, wallets);
            await using var host = await LocalHost.Start(new LocalHostOptions(data) { Port = 0, RunsTimers = false });
            using var http = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromMinutes(30) };
            await SetClock(http, FirstExpiry);
            await RunJob(http, "LedgerRelay");

            Console.WriteLine("what                    due      s   per second   requests   a due wallet   memory MB");
            var (first, second) = (wallets / FirstSweepOneIn, wallets / SecondSweepOneIn);
            await MeasureSweep(http, host, "first of a month", FirstExpiry, first);
            await MeasureSweep(http, host, "one in ten", SecondExpiry, second - first);
            await MeasureAnnouncement(http, host, wallets);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes members and wallets with points directly to the store.</summary>
    private static async Task WriteWallets(string data, int wallets)
    {
        await using var store = CosmosEmulator.Open(new(Path.Combine(data, "cosmos")));
        using var client = store.Connect();
        var (members, programmes) = (
            new CosmosMemberStore(client),
            new Cosmos.Programmes.CosmosProgrammes(client, TimeProvider.System)
        );
        var terms = (await programmes.Find(Programme, CancellationToken.None))!.TermsAt(DateTimeOffset.MaxValue)!;
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(
            0,
            wallets,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelWrites },
            async (number, ct) =>
            {
                var member = MemberOf(number);
                var wallet = Wallet.Open(new(member.MemberId, Programme), member.LedgerKey!, member.Facts) with
                {
                    AppliedRevision = terms.Number,
                    Lots = Lots.None.Add(new(new(1_234), ExpiryOf(number), Programme)),
                };
                await members.Update(
                    member.MemberId,
                    _ => new ProfileChange(member)
                    {
                        WalletsToOpen =
                        [
                            (wallet, WalletMaintenance.ScheduleOf(wallet, terms, terms.StartOfDay(new(2027, 1, 1)))),
                        ],
                    },
                    ct
                );
            }
        );
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"filled in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s")
        );
    }

    private static Member MemberOf(int number) =>
        new(
            $"m-{number}",
            new(1990, 5, 17),
            null,
            IdentityVerified: true,
            "13800000000",
            "zh",
            new(false, false),
            [Programme],
            [],
            null
        )
        {
            LedgerKey = new($"key-{number}"),
        };

    private static DateOnly ExpiryOf(int number) =>
        number % FirstSweepOneIn == 0 ? FirstExpiry
        : number % SecondSweepOneIn == 0 ? SecondExpiry
        : LaterExpiry;

    private static async Task MeasureSweep(HttpClient http, LocalHost host, string what, DateOnly expired, int due)
    {
        await SetClock(http, expired.AddDays(1));
        var (requests, start) = (host.Store.RequestCounts.Documents, Stopwatch.GetTimestamp());
        await RunJob(http, "ExpirySweep");
        await WaitUntil(() =>
            Task.FromResult(host.Bus.GetDepth(Queues.WalletExpiry) is { } depth && depth.Active + depth.Locked == 0)
        );
        Report(what, due, Stopwatch.GetElapsedTime(start), host.Store.RequestCounts.Documents - requests);
        var remaining = await ReadRemaining(http, "ExpirySweep");
        if (remaining != 0 || host.Bus.GetDepth(Queues.WalletExpiry).DeadLetters > 0)
            throw new InvalidOperationException($"{remaining} wallets are still due.");
    }

    /// <summary>Announces a higher price of a reward, which every member must be notified of.</summary>
    private static async Task MeasureAnnouncement(HttpClient http, LocalHost host, int wallets)
    {
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await CreateToken(http));
        var document = (await http.GetFromJsonAsync<JsonObject>($"/api/programmes/{Programme}/revisions/1"))![
            "document"
        ]!;
        var anyReward = document["rewards"]![0]!;
        anyReward["price"]!["points"] = 250;
        var draft = await Post(http, $"/api/programmes/{Programme}/revisions", document);
        var effectiveOn = DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime).AddDays(40);
        var asked = await Post(
            http,
            $"/api/programmes/{Programme}/revisions/{draft["revision"]}/announce",
            new JsonObject { ["effectiveOn"] = $"{effectiveOn:yyyy-MM-dd}" }
        );
        http.DefaultRequestHeaders.Authorization = new("Bearer", await CreateToken(http, "second"));
        await Post(http, $"/api/approvals/{asked["approvalId"]}/approve", new JsonObject());

        var (requests, start) = (host.Store.RequestCounts.Documents, Stopwatch.GetTimestamp());
        var job = http.PostAsync("/admin/functions/ChangeNotices", null);
        await WaitUntil(async () => job.IsCompleted && await CountNotified(http, draft["revision"]!) == wallets);
        Report(
            "notice to everybody",
            wallets,
            Stopwatch.GetElapsedTime(start),
            host.Store.RequestCounts.Documents - requests
        );
    }

    private static async Task<long> CountNotified(HttpClient http, JsonNode revision) =>
        (await http.GetFromJsonAsync<JsonObject>($"/api/programmes/{Programme}/revisions/{revision}"))!["notice"]![
            "notified"
        ]!.GetValue<long>();

    private static async Task<long> ReadRemaining(HttpClient http, string job)
    {
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await CreateToken(http));
        return (await http.GetFromJsonAsync<JsonObject>("/api/jobs"))!["items"]!
            .AsArray()
            .Single(it => it!["name"]!.GetValue<string>() == job)!["remains"]!.GetValue<long>();
    }

    private static async Task WaitUntil(Func<Task<bool>> isDone)
    {
        while (!await isDone())
            await Task.Delay(50);
    }

    private static async Task SetClock(HttpClient http, DateOnly day) =>
        (
            await http.PutAsJsonAsync("/local/clock", new { now = $"{day:yyyy-MM-dd}T00:00:00+08:00" })
        ).EnsureSuccessStatusCode();

    /// <summary>
    /// Runs a job by hand. The host answers when the job and its effects are done, or with an error when that takes too
    /// long. Then the call is repeated.
    /// </summary>
    private static async Task RunJob(HttpClient http, string name)
    {
        while (
            (await http.PostAsync($"/admin/functions/{name}", null)).StatusCode != System.Net.HttpStatusCode.Accepted
        ) { }
    }

    private static async Task<string> CreateToken(HttpClient http, string name = "benchmark") =>
        (await Post(http, "/local/tokens", new JsonObject { ["sub"] = name, ["roles"] = new JsonArray("operator") }))[
            "token"
        ]!.GetValue<string>();

    private static async Task<JsonObject> Post(HttpClient http, string path, JsonNode body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonObject>())!
            : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    private static void Report(string what, int due, TimeSpan elapsed, long requests) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -20}  {due, 7:N0}   {elapsed.TotalSeconds, 4:0.0}   {due / elapsed.TotalSeconds, 10:0}   "
                    + $"{requests, 8:N0}   {(double)requests / due, 12:0.00}   {PeakMemory.Megabytes(), 9}"
            )
        );
}
