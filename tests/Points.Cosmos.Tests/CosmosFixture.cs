using Emulators.CosmosDb;
using Microsoft.Azure.Cosmos;

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
