using System.Net;
using System.Text.Json.Nodes;
using Emulators.CosmosDb;
using Points.Cosmos;

namespace Points.Local.Tests.Acceptance;

/// <summary>The relay completes transfers that stopped half-way.</summary>
public sealed class RelayedTransferTests : IAsyncLifetime
{
    private AllianceHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await AllianceHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_transfer_that_stopped_half_way_completes_without_another_request()
    {
        await StopTransferHalfWay();
        _host.Faults.Clear();

        await Api.RunJob("LedgerRelay");

        Assert.Equal(
            (60, 40),
            ((await Api.Wallet("ming", "green")).Available, (await Api.Wallet("mei", "green")).Available)
        );
    }

    [Fact]
    public async Task A_transfer_that_cannot_complete_does_not_stop_later_entries()
    {
        var transferId = await StopTransferHalfWay();
        var transfer = await _host.Read("ming", transferId);
        transfer["status"] = "Bogus";
        await _host.Put(CosmosContainers.Wallets, "ming", transfer.ToJsonString());
        await _host.Put(CosmosContainers.Wallets, "ming", """{"id":"x","type":5,"memberId":"ming"}""");
        _host.Faults.Clear();
        await _host.Earn("lei", 3_000);

        await Api.RunJob("LedgerRelay");

        Assert.Equal(3_000, await _host.PointsIssued());
        Assert.Single(await _host.ListSetAside());
    }

    /// <summary>
    /// Ming sends 40 points to Mei. The store fails from the receiver's step on, and for the relay, until the faults
    /// are cleared.
    /// </summary>
    /// <returns>The transfer's id.</returns>
    private async Task<string> StopTransferHalfWay()
    {
        foreach (var member in (string[])["ming", "mei"])
            await Api.Enrol(member, new() { ["identityVerified"] = true, ["programmes"] = new JsonArray("green") });
        (await Api.PutFamily("f", "ming", "mei")).Expect(HttpStatusCode.OK);
        await Api.EarnPoints("ming", "green", 100, _host.Now);
        await Api.RunJob("LedgerRelay");
        // The first batch is the sender's step.
        var batches = 0;
        _host.Faults.InjectRandomly(
            1,
            1,
            InjectedFault.Unavailable,
            (container, kind) =>
                container == CosmosContainers.Wallets
                && (
                    kind == RequestKind.ChangeFeed
                    || (kind == RequestKind.Batch && Interlocked.Increment(ref batches) > 1)
                )
        );
        return (await Api.Transfer("ming", "mei", "green", 40)).Expect(HttpStatusCode.Accepted).Text("transferId");
    }
}
