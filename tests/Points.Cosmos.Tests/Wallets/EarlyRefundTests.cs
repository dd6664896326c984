using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Wallets;

/// <summary>
/// Checks that early refunds are found whatever version of the app wrote the wallet, and what that costs.
/// </summary>
[Collection(nameof(RecordTests))]
public sealed class EarlyRefundTests : IAsyncLifetime
{
    private const int Refunded = EarlyRefund.CountMaxPerMerchant - 1;

    private readonly CosmosFixture _cosmos = new();
    private TestShop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        _shop = await TestShop.Open(_cosmos);
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task A_purchase_costs_a_fourth_request_only_while_some_early_refunds_are_not_listed()
    {
        Assert.SkipWhen(_cosmos.Local is null, "requests to a real account are not counted");
        var wallet = await _shop.EnrolWithPoints(1);
        await FillList(wallet);
        Assert.Equal((3, 4), (await CountRequests(wallet, "a"), await CountRequests(wallet, "o-0")));

        await Unlist(wallet);
        Assert.Equal((4, 4), (await CountRequests(wallet, "b"), await CountRequests(wallet, "o-1")));
        Assert.Equal(Refunded - 2, (await Find(wallet)).EarlyRefunds.UnlistedCount);
    }

    [Fact]
    public async Task Given_an_unlisted_early_refund_Then_its_purchase_is_reduced()
    {
        var wallet = await _shop.EnrolWithPoints(1);
        await FillList(wallet);
        await Unlist(wallet);

        await Earn(wallet, "o-7");

        Assert.Equal(1 + 60, await _shop.Store.VerifiedBalance(wallet));
    }

    [Theory]
    [InlineData("field unknown")]
    [InlineData("field kept although other entries were booked")]
    public async Task Given_an_earlier_version_dropped_refunds_from_the_list_Then_they_are_counted_again(string change)
    {
        var wallet = await _shop.EnrolWithPoints(1);
        (await _shop.Refund(wallet, "o", "r", 40)).ExpectBooked();
        (await _shop.Refund(wallet, "listed", "r2", 40)).ExpectBooked();
        var listed = new EarlyRefundDocument("shop", "listed", Sample.Noon);
        await Patch(
            wallet,
            PatchOperation.Set("/awaited", new[] { listed }),
            change == "field unknown"
                ? PatchOperation.Remove("/awaitedUnlisted")
                : PatchOperation.Set("/awaitedUnlisted/sequence", 1)
        );

        Assert.Equal(1, (await Find(wallet)).EarlyRefunds.UnlistedCount);
        await Earn(wallet, "o");

        Assert.Equal(1 + 60, await _shop.Store.VerifiedBalance(wallet));
        Assert.Equal(0, (await Find(wallet)).EarlyRefunds.UnlistedCount);
    }

    [Fact]
    public async Task Given_a_wallet_of_an_earlier_version_Then_only_the_first_purchase_counts_early_refunds()
    {
        Assert.SkipWhen(_cosmos.Local is null, "requests to a real account are not counted");
        var wallet = await _shop.EnrolWithPoints(1);
        await Patch(wallet, PatchOperation.Remove("/awaitedUnlisted"));

        Assert.Equal((true, 3), (await CountRequests(wallet, "first") > 3, await CountRequests(wallet, "second")));
    }

    [Fact]
    public async Task Given_refund_and_purchase_at_the_same_time_Then_the_refund_counts_once()
    {
        var wallet = await _shop.EnrolWithPoints(1);
        await FillList(wallet);
        await Unlist(wallet);
        for (var i = 0; i < 10; i++)
        {
            var orderId = $"both-{i}";
            await Task.WhenAll(
                Earn(wallet, orderId),
                Task.Run(() => _shop.Refund(wallet, orderId, $"r-{orderId}", 40), TestContext.Current.CancellationToken)
            );
        }

        Assert.Equal(1 + (10 * 60), await _shop.Store.VerifiedBalance(wallet));
        Assert.Equal(Refunded, (await Find(wallet)).EarlyRefunds.UnlistedCount);
    }

    private async Task FillList(WalletId wallet)
    {
        for (var i = 0; i < Refunded; i++)
            (await _shop.Refund(wallet, $"o-{i}", $"r-{i}", 40)).ExpectBooked();
    }

    /// <summary>Removes all early refunds from the list, as a refund does that finds no room.</summary>
    private async Task Unlist(WalletId wallet)
    {
        var before = await Find(wallet);
        await Patch(
            wallet,
            PatchOperation.Remove("/awaited"),
            PatchOperation.Set("/awaitedUnlisted/count", before.EarlyRefunds.Listed.Length)
        );
    }

    private async Task Earn(WalletId wallet, string orderId) => (await _shop.Earn(wallet, 100, orderId)).ExpectBooked();

    private async Task<Wallet> Find(WalletId wallet) =>
        (await _shop.Store.Find(wallet, TestContext.Current.CancellationToken))!;

    private async Task Patch(WalletId wallet, params PatchOperation[] operations) =>
        await _cosmos
            .Client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets)
            .PatchItemAsync<JsonElement>(
                WalletDocument.IdOf(wallet.ProgrammeId),
                new(wallet.MemberId),
                operations,
                cancellationToken: TestContext.Current.CancellationToken
            );

    private async Task<long> CountRequests(WalletId wallet, string orderId)
    {
        var before = _cosmos.Local!.RequestCounts.Documents;
        await Earn(wallet, orderId);
        return _cosmos.Local!.RequestCounts.Documents - before;
    }
}
