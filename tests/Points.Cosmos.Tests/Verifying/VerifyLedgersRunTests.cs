using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Jobs;
using Points.Cosmos.Keys;
using Points.Cosmos.Programmes;
using Points.Cosmos.Verifying;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Verifying;

namespace Points.Cosmos.Tests.Verifying;

/// <summary>
/// The job verifies each night what is new, from the last verified head on, and whole ledgers by samples.
/// </summary>
[Collection(nameof(VerifyLedgersRunTests))]
public sealed class VerifyLedgersRunTests : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();
    private readonly List<LedgerFinding> _found = [];
    private TestShop _shop = null!;
    private VerifyLedgersRun _run = null!;

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        _shop = await TestShop.Open(_cosmos);
        _run = new(
            new CosmosStoredLedgers(_cosmos.Client, new CosmosLedgerKeys(_cosmos.Client)),
            new CosmosVerifiedHeads(_cosmos.Client, TimeProvider.System),
            _shop.Store,
            new CosmosProgrammes(_cosmos.Client, TimeProvider.System),
            new(
                new CosmosJobParts(_cosmos.Client, TimeProvider.System),
                new NoInvitations(),
                () => $"{Guid.NewGuid()}"
            ),
            finding =>
            {
                lock (_found)
                    _found.Add(finding);
            }
        );
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task Only_ledgers_with_new_entries_are_verified_again()
    {
        var (a, b) = (await _shop.EnrolWithPoints(500), await _shop.EnrolWithPoints(50));

        Assert.Equal(2, await RunNight());
        await _shop.Redeem(a, "mug");
        Assert.Equal(1, await RunNight());
        Assert.Equal(0, await RunNight());

        Assert.Empty(_found);
        Assert.NotEqual(a, b);
    }

    [Fact]
    public async Task A_forged_entry_after_the_verified_head_is_found_and_the_head_stays()
    {
        var wallet = await _shop.EnrolWithPoints(500);
        await RunNight();
        var redeemed = (await _shop.Redeem(wallet, "mug")).ExpectBooked();

        await Alter(wallet, redeemed.Entry.EntryId, it => it["cause"]!["rewardId"] = "car");

        Assert.Equal(0, await RunNight());
        Assert.Equal($"entry {redeemed.Entry.EntryId} does not match its hash", Assert.Single(_found).What);
        Assert.Equal(0, await RunNight());
        Assert.Equal(2, _found.Count);
    }

    [Fact]
    public async Task A_rewritten_head_and_a_forged_wallet_are_found()
    {
        var (rewritten, forged) = (await _shop.EnrolWithPoints(500), await _shop.EnrolWithPoints(500));
        await RunNight();
        var first = (await _shop.Store.ListEntries(rewritten, long.MaxValue, 1, CancellationToken.None))[0];

        await Alter(rewritten, first.EntryId, it => it["hash"] = "another");
        await Alter(forged, $"wallet:{forged.ProgrammeId}", it => it["lots"]![0]!["points"] = 20_000);
        await RunNight();

        Assert.Contains(_found, it => it.What == $"entry {first.EntryId} was verified with another hash");
        Assert.Contains(_found, it => it.What.StartsWith("the wallet has 20000 points", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sample_finds_what_was_altered_long_ago()
    {
        var wallet = await _shop.EnrolWithPoints(500);
        var redeemed = (await _shop.Redeem(wallet, "mug")).ExpectBooked();
        await RunNight();

        await Alter(wallet, Redemption.IdOf(redeemed.Entry.EntryId), it => it["points"] = 1);

        Assert.Equal(0, await RunNight());
        Assert.Empty(_found);
        Assert.Equal(1, await _run.RunSample(CancellationToken.None, CancellationToken.None));
        Assert.Contains("cost 1 points", Assert.Single(_found).What, StringComparison.Ordinal);
    }

    private Task<long> RunNight() =>
        _run.Run(RunShare.Begin($"{Guid.NewGuid()}", Sample.Noon, CancellationToken.None), CancellationToken.None);

    private async Task Alter(WalletId wallet, string documentId, Action<JsonObject> alter)
    {
        var container = _cosmos.Client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);
        using var read = await container.ReadItemStreamAsync(documentId, new(wallet.MemberId));
        var document = (await JsonNode.ParseAsync(read.Content))!.AsObject();
        alter(document);
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(document));
        using var written = await container.UpsertItemStreamAsync(content, new PartitionKey(wallet.MemberId));
        written.EnsureSuccessStatusCode();
    }
}
