using Points.Cosmos.Wallets;
using Points.Domain.Ledger;
using Points.Local.Cosmos;

namespace Points.Local.Tests;

/// <summary>A host that is killed again and again while it works, as a machine would end it.</summary>
internal static class HostCrashes
{
    private const int Kills = 3;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Runs the load on one data folder, from kill to kill.</summary>
    /// <param name="requestsPerKill">How many requests are sent before a kill.</param>
    /// <param name="countSent">How many have been sent in all.</param>
    /// <param name="prepare">Before the first load.</param>
    /// <param name="load">Goes on until the host is gone. It gets the first number that it may use, and chance.</param>
    public static async Task KillUnderLoad(
        string dataFolder,
        Random random,
        int requestsPerKill,
        Func<int> countSent,
        Func<Api, Task> prepare,
        Func<Api, int, Random, Task> load
    )
    {
        for (var kill = 0; kill < Kills; kill++)
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
            await working.WaitAsync(Grace, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What the host left behind: every chain is whole, and every ledger alone makes the wallet that is stored.</summary>
    public static async Task CheckLedgers(string dataFolder, string programmeId, IEnumerable<string> members)
    {
        await using var cosmos = LocalCosmos.Open(new(Path.Combine(dataFolder, "cosmos")));
        using var client = cosmos.Connect();
        var store = new CosmosWalletStore(client);
        foreach (var id in members.Select(memberId => new WalletId(memberId, programmeId)))
        {
            var (wallet, entries) = (
                (await store.Find(id, CancellationToken.None))!,
                (await store.ListEntries(id, long.MaxValue, int.MaxValue, CancellationToken.None)).Reverse().ToArray()
            );
            Assert.Null(HashChain.FindFirstFault(id, entries));
            var replayed = LedgerReplay.Rebuild(id, wallet.Facts, entries);
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
