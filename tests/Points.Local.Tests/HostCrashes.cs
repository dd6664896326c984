using System.Globalization;
using Emulators.CosmosDb;
using Points.Cosmos.Wallets;
using Points.Domain.Ledger;

namespace Points.Local.Tests;

/// <summary>Kills a host repeatedly under load, as a crash or a power cut would.</summary>
internal static class HostCrashes
{
    private const int KillsDefault = 3;
    private static readonly TimeSpan LoadEndTimeMax = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many kills a test makes; the environment variable <c>POINTS_KILLS</c> sets another number for all.
    /// </summary>
    public static int KillsOr(int byDefault) =>
        int.TryParse(Environment.GetEnvironmentVariable("POINTS_KILLS"), CultureInfo.InvariantCulture, out var kills)
            ? kills
            : byDefault;

    /// <summary>Runs the load against hosts on the same data folder and kills each host.</summary>
    /// <param name="requestsPerKill">How many requests are sent before each kill.</param>
    /// <param name="countSent">Returns how many requests have been sent in total.</param>
    /// <param name="prepare">Runs once before the first load.</param>
    /// <param name="load">
    /// Sends requests until the host is gone. Gets the first number it may use, and a random source.
    /// </param>
    public static async Task KillUnderLoad(
        string dataFolder,
        Random random,
        int requestsPerKill,
        Func<int> countSent,
        Func<Api, Task> prepare,
        Func<Api, int, Random, Task> load
    )
    {
        var kills = KillsOr(KillsDefault);
        for (var kill = 0; kill < kills; kill++)
        {
            await using var host = await HostProcess.Start(dataFolder);
            using var api = new Api(host.Address);
            if (kill == 0)
                await prepare(api);
            var working = load(api, kill * 1_000_000, new Random(random.Next()));
            var enough = countSent() + requestsPerKill;
            await Eventually.IsTrue(
                () => Task.FromResult(countSent() >= enough || working.IsCompleted),
                $"{enough} requests sent"
            );
            await Task.Delay(random.Next(0, 200), TestContext.Current.CancellationToken);
            await host.Kill();
            await working.WaitAsync(LoadEndTimeMax, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>
    /// Asserts that every hash chain is intact, and that replaying each ledger gives the stored wallet.
    /// </summary>
    public static async Task CheckLedgers(string dataFolder, string programmeId, IEnumerable<string> members)
    {
        await using var cosmos = CosmosEmulator.Open(new(Path.Combine(dataFolder, "cosmos")));
        using var client = cosmos.Connect();
        var store = new CosmosWalletStore(client);
        foreach (var id in members.Select(memberId => new WalletId(memberId, programmeId)))
        {
            var (wallet, entries) = (
                (await store.Find(id, CancellationToken.None))!,
                (await store.ListEntries(id, long.MaxValue, int.MaxValue, CancellationToken.None)).Reverse().ToArray()
            );
            Assert.Null(HashChain.FindFirstFault(id, wallet.LedgerKey, entries));
            var replayed = LedgerReplay.Rebuild(id, wallet.LedgerKey, wallet.Facts, entries);
            Assert.Equal(wallet.Lots.Open, replayed.Lots.Open);
            Assert.Equal(
                wallet.Holds.Select(hold => (hold.HoldId, hold.Points)),
                replayed.Holds.Select(hold => (hold.HoldId, hold.Points))
            );
            Assert.Equal(wallet.Debts, replayed.Debts);
            Assert.Equal(wallet.Head, replayed.Head);
        }
    }
}
