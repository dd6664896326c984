using Emulators.CosmosDb;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Approving;
using Points.Cosmos.Wallets;
using Points.Domain.Approving;
using Points.Domain.Budgets;

[assembly: AssemblyFixture(typeof(Points.Cosmos.Tests.CosmosFixture))]

namespace Points.Cosmos.Tests;

/// <summary>
/// The store under test, behind the real SDK: a one-machine Cosmos in a new folder, or the account or emulator whose
/// connection string is in <c>POINTS_COSMOS</c>. Each test creates its own members.
/// </summary>
public sealed class CosmosFixture : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    public CosmosClient Client { get; private set; } = null!;

    /// <summary>
    /// Issues points from these budgets, with the default limits of what one person of the staff may give.
    /// </summary>
    public Issuance CreateIssuance(IBudgets budgets) =>
        new(
            new CosmosWalletStore(Client),
            budgets,
            new(new CosmosStaffSums(Client, new(Client)), new StaffLimits(new(10_000), new(1_000_000), new(1_000)))
        );

    /// <summary>Null against a real account, which cannot inject faults.</summary>
    public CosmosEmulator? Local { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("POINTS_COSMOS") is { Length: > 0 } account)
            Client = new(account, new CosmosClientOptions { EnableContentResponseOnWrite = false });
        else
            Client = (Local = CosmosEmulator.Open(new(_folder.Path) { PhysicalPartitionCount = 3 })).Connect();
        await CosmosContainers.CreateMissing(Client, TestContext.Current.CancellationToken);
    }

    /// <summary>The fault injector; skips the test against a real account.</summary>
    public FaultInjector FaultsOrSkip()
    {
        Assert.SkipWhen(Local is null, "faults cannot be injected into a real account");
        return Local!.Faults;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (Local is not null)
            await Local.DisposeAsync();
        _folder.Dispose();
    }
}
