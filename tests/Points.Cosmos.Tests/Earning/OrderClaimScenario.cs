using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Earning;

/// <summary>A shop with a store of its own, two members, and one order that both may post.</summary>
public abstract class OrderClaimScenario : IAsyncLifetime
{
    private protected CosmosFixture Cosmos { get; } = new();

    private protected ShiftedClock Clock { get; } = new();

    private protected string Order { get; } = $"order-{Guid.NewGuid():N}";

    private protected TestShop Shop { get; private set; } = null!;

    private protected WalletId Ming { get; private set; } = null!;

    private protected WalletId Lan { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Cosmos.InitializeAsync();
        Shop = await TestShop.Open(Cosmos, Clock);
        (Ming, Lan) = (await Shop.EnrolWithPoints(0), await Shop.EnrolWithPoints(0));
    }

    public async ValueTask DisposeAsync()
    {
        await Cosmos.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<Outcome?> TryEarn(WalletId wallet, string? key = null)
    {
        try
        {
            return await Shop.Earn(wallet, 100, Order, key);
        }
        catch (OrderBusyException)
        {
            return null;
        }
    }

    protected async Task<(long Ming, long Lan)> Balances() =>
        (await Shop.Store.VerifiedBalance(Ming), await Shop.Store.VerifiedBalance(Lan));

    /// <summary>Leaves the claim of an instance that ended before it booked anything.</summary>
    protected async Task LeaveClaim(WalletId of, TimeSpan age)
    {
        var document = new OrderClaimDocument(
            await ClaimId(),
            OrderClaimDocument.TypeName,
            $"key-of-{of.MemberId}",
            "of-another-request",
            TimeProvider.System.GetUtcNow() - age,
            1_000
        );
        await Lookups.UpsertItemStreamAsync(
            new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(document, DocumentJson.Default.OrderClaimDocument)),
            new(document.Id),
            cancellationToken: TestContext.Current.CancellationToken
        );
    }

    protected async Task<JsonDocument?> FindClaim()
    {
        var id = await ClaimId();
        using var response = await Lookups.ReadItemStreamAsync(
            id,
            new(id),
            cancellationToken: TestContext.Current.CancellationToken
        );
        return response.IsSuccessStatusCode ? JsonDocument.Parse(response.Content) : null;
    }

    protected async Task DeleteClaim()
    {
        var id = await ClaimId();
        using var response = await Lookups.DeleteItemStreamAsync(
            id,
            new(id),
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.True(response.IsSuccessStatusCode);
    }

    private async Task<string> ClaimId() =>
        OrderClaimDocument.IdOf(
            await new DeploymentKey(Cosmos.Client).Protect(
                Digest.Compute("claim", "shop", Order),
                TestContext.Current.CancellationToken
            )
        );

    private Container Lookups => Cosmos.Client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);
}
