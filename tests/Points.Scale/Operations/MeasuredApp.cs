using System.Text.Json;
using Emulators.CosmosDb;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos;
using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Enrolling;
using Points.Domain.Files;
using Points.Domain.Keys;
using Points.Domain.Ledger;
using Points.Domain.Messaging;
using Points.Domain.Notifying;
using Points.Domain.Programmes.Documents;
using Points.Domain.Programmes.Revisions;
using Points.Functions;
using Points.Functions.Settings;
using Points.Scale.Charging;

namespace Points.Scale.Operations;

/// <summary>
/// The app's services over the real SDK and the one-machine store, with the sample programmes. What it asks of the
/// store is recorded.
/// </summary>
internal sealed class MeasuredApp : IAsyncDisposable
{
    private readonly CosmosEmulator _store;
    private readonly CosmosClient _observer;
    private readonly ServiceProvider _services;
    private readonly string _folder = Directory.CreateTempSubdirectory("points-scale-").FullName;

    private MeasuredApp()
    {
        _store = CosmosEmulator.Open(new(_folder));
        _observer = _store.Connect();
        Recorder = new(_store.Handler, _observer, IndexedPaths.Read(FileOf("cosmos-containers.json")));
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IMessageSender>(Messages)
            .AddSingleton<IWriteOnceFiles, ForgottenFiles>()
            .AddSingleton<INotifier, AcceptingNotifier>()
            .AddSingleton(DeliveryRetryDelays.Default)
            .AddSingleton(InstanceLag.ForManyInstances)
            .AddSingleton(new ApprovalsOptions())
            .AddSingleton(new SecretKeys(KeyVersions.From(Key(1)), KeyVersions.From(Key(2))))
            .AddSingleton(new RetentionOptions())
            .AddSingleton(host =>
                _store
                    .Connect(options =>
                        options.HttpClientFactory = () => new HttpClient(Recorder, disposeHandler: false)
                    )
                    .WithSeals(host.GetRequiredService<DocumentSeals>())
            )
            .AddPoints()
            .BuildServiceProvider();
    }

    /// <summary>Always the same one, so that each run sends the same requests.</summary>
    private static SecretKey Key(byte fill) => new([.. Enumerable.Repeat(fill, SecretKey.Length)]);

    public FixedClock Clock { get; } = new() { Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8)) };

    public KeptMessages Messages { get; } = new();

    public RequestRecorder Recorder { get; }

    /// <summary>Opens an app in which the sample programmes are in force.</summary>
    public static async Task<MeasuredApp> Open()
    {
        var app = new MeasuredApp();
        await CosmosContainers.CreateMissing(app._observer, CancellationToken.None);
        foreach (var file in Directory.EnumerateFiles(FileOf("Programmes"), "*.json"))
        {
            var json = await File.ReadAllBytesAsync(file);
            if (!ProgrammeDocumentReader.Read(json, 1, DateTimeOffset.UnixEpoch).TryGetValue(out var terms))
                throw new InvalidDataException($"{file} is not a programme");
            await app.Get<IProgrammes>().Publish(terms, json, CancellationToken.None);
        }
        return app;
    }

    /// <summary>A file next to the program.</summary>
    public static string FileOf(string name) => Path.Combine(AppContext.BaseDirectory, name);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Creates a function of the app.</summary>
    public T Create<T>() => ActivatorUtilities.CreateInstance<T>(_services);

    /// <summary>Enrols a member in one programme.</summary>
    public async Task<WalletId> Enrol(string memberId, string programmeId, string? familyId = null)
    {
        await Get<IMemberStore>()
            .Update(
                memberId,
                _ => new Member(
                    memberId,
                    null,
                    null,
                    IdentityVerified: true,
                    "+8613800000000",
                    null,
                    new(false, false),
                    [programmeId],
                    [],
                    null
                )
                {
                    FamilyId = familyId,
                    LedgerKey = new($"key-of-{memberId}"),
                },
                CancellationToken.None
            );
        return new(memberId, programmeId);
    }

    /// <summary>Reads what the change feed would bring: documents of a type, as they are stored.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadChanges(string type)
    {
        var documents = new List<JsonElement>();
        using var pages = _observer
            .GetContainer(CosmosContainers.Database, CosmosContainers.Wallets)
            .GetItemQueryStreamIterator(
                new QueryDefinition("SELECT * FROM c WHERE c.type = @type").WithParameter("@type", type)
            );
        while (pages.HasMoreResults)
        {
            using var response = await pages.ReadNextAsync();
            using var page = JsonDocument.Parse(response.EnsureSuccessStatusCode().Content);
            documents.AddRange(page.RootElement.GetProperty("Documents").EnumerateArray().Select(it => it.Clone()));
        }
        return documents;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _observer.Dispose();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
