using Emulators.CosmosDb;
using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb;

/// <summary>A local store in a new folder, with one container for members, and the real SDK's client for it.</summary>
internal sealed class StoreFixture : IAsyncDisposable
{
    private readonly bool _ownsFolder;

    private StoreFixture(CosmosEmulatorOptions options, bool ownsFolder)
    {
        Options = options;
        _ownsFolder = ownsFolder;
        Store = CosmosEmulator.Open(options);
        Client = Store.Connect();
    }

    public CosmosEmulatorOptions Options { get; }

    public CosmosEmulator Store { get; }

    public CosmosClient Client { get; }

    public Container Members { get; private set; } = null!;

    /// <param name="ranges">The physical partitions of each container. With several, the SDK routes requests.</param>
    /// <param name="timeToLive">The default time to live of the members' documents, in seconds.</param>
    /// <param name="fillsTables">Whether the tables are filled before a query needs them.</param>
    public static Task<StoreFixture> Open(
        int ranges = 1,
        TimeProvider? time = null,
        int? timeToLive = null,
        bool fillsTables = true
    )
    {
        var folder = Path.Combine(Path.GetTempPath(), "emulators-cosmos-" + Path.GetRandomFileName());
        return Open(
            new CosmosEmulatorOptions(folder)
            {
                PhysicalPartitionCount = ranges,
                Time = time ?? TimeProvider.System,
                GatheringTime = fillsTables ? TimeSpan.FromMilliseconds(250) : TimeSpan.FromHours(1),
            },
            timeToLive,
            ownsFolder: true
        );
    }

    /// <summary>Opens a closed store again. The fixture that created its folder deletes it.</summary>
    public static Task<StoreFixture> Reopen(CosmosEmulatorOptions options) => Open(options, null, ownsFolder: false);

    /// <summary>Creates a container.</summary>
    /// <param name="indexed">The indexed paths; if there are none, every path is indexed.</param>
    public async Task<Container> CreateContainer(
        string name,
        string keyPath,
        int? timeToLive = null,
        params string[] indexed
    )
    {
        var properties = new ContainerProperties(name, keyPath) { DefaultTimeToLive = timeToLive };
        if (indexed.Length > 0)
        {
            properties.IndexingPolicy.IncludedPaths.Clear();
            properties.IndexingPolicy.ExcludedPaths.Add(new ExcludedPath { Path = "/*" });
            foreach (var path in indexed)
                properties.IndexingPolicy.IncludedPaths.Add(new IncludedPath { Path = path + "/?" });
        }
        Database database = await Client.CreateDatabaseIfNotExistsAsync("points");
        return await database.CreateContainerIfNotExistsAsync(properties);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Store.DisposeAsync();
        if (_ownsFolder)
            Directory.Delete(Options.Folder, recursive: true);
    }

    private static async Task<StoreFixture> Open(CosmosEmulatorOptions options, int? timeToLive, bool ownsFolder)
    {
        var fixture = new StoreFixture(options, ownsFolder);
        fixture.Members = await fixture.CreateContainer(
            "members",
            "/memberId",
            timeToLive,
            "/type",
            "/programmeId",
            "/sequence",
            "/nextDueAt"
        );
        return fixture;
    }
}
