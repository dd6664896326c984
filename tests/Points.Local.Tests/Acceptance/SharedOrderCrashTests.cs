using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// The host is killed at random moments while members post the same orders. The test's argument is the random seed.
/// </summary>
public sealed class SharedOrderCrashTests
{
    private const int Members = 6,
        Workers = 8,
        RequestsPerOrder = 4,
        RequestsPerKill = 150;

    private static readonly DateTimeOffset BoughtAt = TimeProvider.System.GetUtcNow().AddDays(-1);

    [Theory]
    [InlineData(1)]
    public async Task Given_a_host_killed_under_load_Then_each_order_has_earned_for_one_member_at_most(int seed)
    {
        using var folder = new TempFolder();
        var sent = 0;
        await HostCrashes.KillUnderLoad(
            folder.PathOf("data"),
            new Random(seed),
            RequestsPerKill,
            () => Volatile.Read(ref sent),
            Enrol,
            (api, _, random) => Load(api, random, () => Interlocked.Increment(ref sent))
        );

        await using var host = await HostProcess.Start(folder.PathOf("data"));
        using var api = new Api(host.Address);
        // Everybody posts every order again: those that a killed host left claimed are busy, the others are decided.
        for (var order = 0; order <= sent / RequestsPerOrder; order++)
        for (var member = 0; member < Members; member++)
            Assert.NotEqual(HttpStatusCode.InternalServerError, (await Buy(api, $"m{member}", order)).Status);
        var earned = new List<string>();
        for (var member = 0; member < Members; member++)
            earned.AddRange((await api.Ledger($"m{member}", "fast-food")).Select(entry => (string)entry["reference"]!));
        Assert.NotEmpty(earned);
        Assert.Equal(earned.Distinct().Count(), earned.Count);
    }

    private static async Task Enrol(Api api)
    {
        for (var member = 0; member < Members; member++)
            (
                await api.Enrol(
                    $"m{member}",
                    new() { ["identityVerified"] = true, ["programmes"] = new JsonArray("fast-food") }
                )
            ).Expect(HttpStatusCode.Created);
    }

    /// <summary>Posts each order for some members at about the same time, until the host is killed.</summary>
    private static async Task Load(Api api, Random random, Func<int> nextNumber)
    {
        var seeds = Enumerable.Range(0, Workers).Select(_ => random.Next()).ToArray();
        await Task.WhenAll(
            seeds.Select(seed =>
                Task.Run(async () =>
                {
                    for (var own = new Random(seed); ; )
                    {
                        try
                        {
                            await Buy(api, $"m{own.Next(Members)}", nextNumber() / RequestsPerOrder);
                        }
                        catch (HttpRequestException)
                        {
                            return;
                        }
                    }
                })
            )
        );
    }

    private static Task<Reply> Buy(Api api, string member, int order) =>
        api.Accrue(member, Api.PurchaseBody("fast-food", 10_000, $"order-{order}", BoughtAt), $"{member}-{order}");
}
