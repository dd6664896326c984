using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos;
using Points.Torture;
using Points.Torture.Checks;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// A short run of the torture: everything that callers do, on several instances that are killed and cut off meanwhile.
/// Longer ones: <c>dotnet run -c Release --project tests/Points.Torture -- --seed 1 --minutes 10</c>.
/// </summary>
[Collection(nameof(TortureTests))]
public sealed class TortureTests
{
    [Theory]
    [InlineData(2027)]
    public async Task Given_kills_and_faults_during_everything_that_callers_do_Then_no_point_is_lost_or_doubled(
        int seed
    )
    {
        using var output = new StringWriter();

        var passed = await TortureRun.Run(new(seed, TimeSpan.FromSeconds(8)) { Workers = 4, Members = 12 }, output);

        Assert.True(passed, output.ToString());
    }

    [Fact]
    public async Task Given_documents_that_somebody_changed_Then_the_checks_that_compare_them_fail()
    {
        using var output = new StringWriter();
        var options = new TortureOptions(1, TimeSpan.FromSeconds(2))
        {
            Workers = 4,
            Members = 4,
            Hurts = false,
            Sabotage = Sabotage,
        };

        var passed = await TortureRun.Run(options, output);

        Assert.False(passed);
        foreach (
            var check in (string[])
                [
                    "every ledger verifies",
                    "no request is counted twice",
                    "budgets have issued",
                    "the pieces left",
                    "the totals of each account",
                    "the lines of each flow",
                    "the accounts have",
                ]
        )
            Assert.Contains($"FAIL {check}", output.ToString(), StringComparison.Ordinal);
    }

    private static async Task Sabotage(CosmosClient client)
    {
        await Increment(client, CosmosContainers.Budgets, "budget", "id", "/issued");
        await Increment(client, CosmosContainers.Stock, "stock", "shard", "/remaining");
        await Delete(client, CosmosContainers.Settlement, "line", "account", count: 1);
        // Some of one wallet, because a request without an answer may have been booked or not.
        await Delete(client, CosmosContainers.Wallets, "entry", "memberId", count: 5);
    }

    private static async Task Increment(
        CosmosClient client,
        string container,
        string type,
        string partition,
        string path
    )
    {
        var found = (await StoredDocuments.Read(client, container, type))[0];
        using var answer = await client
            .GetContainer(CosmosContainers.Database, container)
            .PatchItemStreamAsync(
                found.Text("id"),
                new PartitionKey(found.Text(partition)),
                [PatchOperation.Increment(path, 1)],
                cancellationToken: TestContext.Current.CancellationToken
            );
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>
    /// Deletes documents of one partition, the first that has enough of them; of the entries, those that purchases and
    /// refunds caused.
    /// </summary>
    private static async Task Delete(CosmosClient client, string container, string type, string partition, int count)
    {
        var found = (await StoredDocuments.Read(client, container, type))
            .Where(IsWanted)
            .GroupBy(it => it.Text(partition), StringComparer.Ordinal)
            .First(group => group.Count() >= count);
        foreach (var document in found.Take(count))
        {
            using var answer = await client
                .GetContainer(CosmosContainers.Database, container)
                .DeleteItemStreamAsync(
                    document.Text("id"),
                    new PartitionKey(found.Key),
                    cancellationToken: TestContext.Current.CancellationToken
                );
            answer.EnsureSuccessStatusCode();
        }
    }

    private static bool IsWanted(JsonElement document) =>
        document.Text("type") != "entry" || document.GetProperty("cause").Find("orderId") is not null;
}
