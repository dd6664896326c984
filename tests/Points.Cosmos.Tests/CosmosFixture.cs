using Microsoft.Azure.Cosmos;
using Points.Local.Cosmos;

[assembly: AssemblyFixture(typeof(Points.Cosmos.Tests.CosmosFixture))]

namespace Points.Cosmos.Tests;

/// <summary>
/// The store under test, behind the real SDK: the one-machine Cosmos in a folder of its own, or the account or emulator
/// whose connection string is in <c>POINTS_COSMOS</c>. Every test uses members of its own.
/// </summary>
public sealed class CosmosFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("points-cosmos-").FullName;

    public CosmosClient Client { get; private set; } = null!;

    /// <summary>Null against a real account, where nobody can inject faults.</summary>
    public LocalCosmos? Local { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("POINTS_COSMOS") is { Length: > 0 } account)
            Client = new(account, new CosmosClientOptions { EnableContentResponseOnWrite = false });
        else
            Client = (Local = LocalCosmos.Open(new(_folder) { PhysicalRanges = 3 })).Connect();
        await CosmosContainers.CreateMissing(Client, TestContext.Current.CancellationToken);
    }

    /// <summary>Faults to inject; a test that needs them is skipped where there are none.</summary>
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
        Directory.Delete(_folder, recursive: true);
    }
}
