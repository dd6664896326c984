using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Emulators.CosmosDb;
using Microsoft.Azure.Cosmos;
using Points.Cosmos;
using Points.Cosmos.Sealing;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>A host in March 2027, with the convenience alliance and access to the stored documents.</summary>
internal sealed class AllianceHost : IAsyncDisposable
{
    public const string Alliance = "convenience-alliance";
    public const string March = "2027-03";

    private readonly RunningHost _host;

    private AllianceHost(RunningHost host) => (_host, Client) = (host, host.Store.Connect());

    public Api Api => _host.Api;

    public Uri Address => _host.Address;

    public string DataFolder => _host.DataFolder;

    public DateTimeOffset Now => _host.Clock.GetUtcNow();

    public FaultInjector Faults => _host.Store.Faults;

    public CosmosClient Client { get; }

    public static async Task<AllianceHost> Start()
    {
        var host = new AllianceHost(await RunningHost.Start());
        await host.Api.SetClock("2027-03-10T12:00:00+08:00");
        return host;
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return _host.DisposeAsync();
    }

    /// <summary>Enrols the member and books a purchase at the corner store.</summary>
    public async Task Earn(string memberId, long points)
    {
        await Api.Enrol(memberId, new() { ["identityVerified"] = true, ["programmes"] = new JsonArray(Alliance) });
        var purchase = PurchaseBody(Alliance, points * 100, at: Now);
        purchase["merchantId"] = "corner-store";
        (await Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created);
    }

    /// <summary>The points that the corner store has issued in March, by its statement.</summary>
    public async Task<long> PointsIssued() => PointsIssued(await Api.Statement("corner-store", March));

    public static long PointsIssued(Reply statement) => (long)statement.Body["programmes"]![0]!["points"]!["issued"]!;

    public async Task<JsonArray> ListSetAside() =>
        (await Api.Send(HttpMethod.Get, "/api/ledger/poison", await Api.OperatorToken()))
            .Expect(HttpStatusCode.OK)
            .Body["items"]!.AsArray();

    /// <summary>Puts a document into the store as the app would, with a MAC of the host's key.</summary>
    public Task Put(string container, string partition, string json) =>
        PutAsItIs(
            container,
            partition,
            container == CosmosContainers.Wallets ? Seal(json) : Encoding.UTF8.GetBytes(json)
        );

    /// <summary>Puts a document into the store as somebody would who has the database and not the keys.</summary>
    public Task Forge(string memberId, JsonObject document) =>
        PutAsItIs(CosmosContainers.Wallets, memberId, Encoding.UTF8.GetBytes(document.ToJsonString()));

    private async Task PutAsItIs(string container, string partition, ReadOnlyMemory<byte> json) =>
        (
            await Client
                .GetContainer(CosmosContainers.Database, container)
                .UpsertItemStreamAsync(new MemoryStream(json.ToArray()), new(partition))
        ).EnsureSuccessStatusCode();

    private ReadOnlyMemory<byte> Seal(string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        document.Remove(DocumentSeals.MacName);
        document.Remove(DocumentSeals.FactsMacName);
        document.Remove(DocumentSeals.RecentMacName);
        return _host.Seals.Seal(Encoding.UTF8.GetBytes(document.ToJsonString()));
    }

    /// <summary>Reads a document of a wallet's partition.</summary>
    public Task<JsonObject> Read(string memberId, string id) => Read(CosmosContainers.Wallets, memberId, id);

    public async Task<JsonObject> Read(string container, string partition, string id)
    {
        using var response = await Client
            .GetContainer(CosmosContainers.Database, container)
            .ReadItemStreamAsync(id, new(partition));
        return JsonNode.Parse(response.EnsureSuccessStatusCode().Content)!.AsObject();
    }
}
