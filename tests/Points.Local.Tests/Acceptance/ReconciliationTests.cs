using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Points.Cosmos;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>The reconciliation of a closed period compares its settlement lines with the ledgers.</summary>
public sealed class ReconciliationTests : IAsyncLifetime
{
    private AllianceHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await AllianceHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_reconciliation_names_every_line_that_is_missing_different_or_unexpected()
    {
        await CloseMarchWithTwoRedemptions();
        var (cinema, teaHouse) = (await ReadLine("cinema"), await ReadLine("tea-house"));
        await DeleteLine(cinema);
        // A line with other points than its entry. It is reported twice: as different from the line that follows from
        // the ledger, and as a line that does not follow from it.
        teaHouse["flow"]!["points"] = 150_000;
        await PutLine(teaHouse);
        // A line whose entry does not exist.
        (cinema["id"], cinema["flow"]!["flowId"], cinema["flow"]!["entryId"]) = ("l-made-up", "made-up", "e-made-up");
        await PutLine(cinema);

        await Api.RunJob("SettlementReconcile");

        var report = await Api.Send(
            HttpMethod.Get,
            $"/api/settlement/periods/{AllianceHost.March}/reconciliation",
            await Api.OperatorToken()
        );
        var differences = report.Body["differences"]!
            .AsArray()
            .Select(it => ((string)it!["kind"]!, (string)it["merchantId"]!))
            .Order()
            .ToArray();
        Assert.Equal(
            [("different", "tea-house"), ("missing", "cinema"), ("unexpected", "cinema"), ("unexpected", "tea-house")],
            differences
        );
        Assert.Equal(4, report.Number("differenceCount"));
    }

    private async Task CloseMarchWithTwoRedemptions()
    {
        const string Alliance = AllianceHost.Alliance;
        await _host.Earn("ming", 6_000);
        (await Api.RedeemAt("cinema", "ming", RedemptionBody(Alliance, "movie-ticket"))).Expect(HttpStatusCode.Created);
        (await Api.RedeemAt("tea-house", "ming", RedemptionBody(Alliance, "milk-tea"))).Expect(HttpStatusCode.Created);
        await Api.SetClock("2027-04-01T00:00:00+08:00");
        (await Api.ClosePeriod(AllianceHost.March)).Expect(HttpStatusCode.OK);
    }

    /// <summary>
    /// Reads the only stored line of a merchant's account. Its lines of 10 March are in day group 2, shard 0.
    /// </summary>
    private async Task<JsonObject> ReadLine(string merchantId)
    {
        using var lines = _host
            .Client.GetContainer(CosmosContainers.Database, CosmosContainers.Settlement)
            .GetItemQueryStreamIterator(
                new QueryDefinition("SELECT * FROM c WHERE c.type = @type").WithParameter("@type", "line"),
                requestOptions: new()
                {
                    PartitionKey = new($"{merchantId}~{AllianceHost.March}~{AllianceHost.Alliance}~2.0"),
                }
            );
        using var page = await lines.ReadNextAsync();
        return JsonNode.Parse(page.Content)!["Documents"]!.AsArray().Single()!.AsObject();
    }

    private async Task DeleteLine(JsonObject line) =>
        await _host
            .Client.GetContainer(CosmosContainers.Database, CosmosContainers.Settlement)
            .DeleteItemAsync<JsonElement>(
                (string)line["id"]!,
                new((string)line["account"]!),
                cancellationToken: TestContext.Current.CancellationToken
            );

    private Task PutLine(JsonObject line) =>
        _host.Put(CosmosContainers.Settlement, (string)line["account"]!, line.ToJsonString());
}
