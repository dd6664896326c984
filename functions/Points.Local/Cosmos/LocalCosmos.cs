using Microsoft.Azure.Cosmos;
using Points.Cosmos.Observing;
using Points.Local.Cosmos.Protocol;
using Points.Local.Cosmos.Storage;

namespace Points.Local.Cosmos;

/// <summary>
/// Cosmos DB on one machine: the real SDK talks to this process instead of a network, and the documents are in SQLite.
/// It is a model of Cosmos, true where our code depends on it; it says nothing about request units, throttling or
/// consistency levels.
/// </summary>
public sealed class LocalCosmos : IAsyncDisposable
{
    // The SDK uses a token of this form as it stands; a key would have it sign every request.
    private const string Token = "type=resource&ver=1.0&sig=local";
    private readonly DocumentStore _store;
    private readonly CosmosHandler _handler;
    private bool _closed;

    private LocalCosmos(DocumentStore store)
    {
        _store = store;
        _handler = new CosmosHandler(store, Faults, RequestCounts);
    }

    /// <summary>Faults to inject; none until a test asks.</summary>
    public FaultInjector Faults { get; } = new();

    /// <summary>How many requests were served.</summary>
    public RequestCounts RequestCounts { get; } = new();

    /// <summary>The number of the last change on disk, as change feeds number them.</summary>
    internal long CommittedSequence => _store.CommittedSequence;

    /// <summary>Opens the store in the options' folder, creating it when it is not there.</summary>
    /// <exception cref="IOException">Another process has it open, or the folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or not a store.</exception>
    public static LocalCosmos Open(LocalCosmosOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PhysicalRanges, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            options.PhysicalRanges,
            StoredContainer.RangesMax,
            nameof(options)
        );
        return new LocalCosmos(DocumentStore.Open(options));
    }

    /// <summary>A client of this store; the caller disposes of it. Writes are answered without the document unless asked.</summary>
    public CosmosClient Connect() => Connect(static store => store);

    /// <summary>A client whose requests pass through a handler of its owner's before they reach the store.</summary>
    internal CosmosClient Connect(Func<HttpMessageHandler, HttpMessageHandler> wrapHandler)
    {
        // Otherwise the SDK looks for a cloud's metadata address when it starts.
        Environment.SetEnvironmentVariable("COSMOS_DISABLE_IMDS_ACCESS", "true");
        return new CosmosClient(
            AccountDescription.Endpoint,
            Token,
            new CosmosClientOptions
            {
                ConnectionMode = ConnectionMode.Gateway,
                LimitToEndpoint = true,
                EnableContentResponseOnWrite = false,
                UseSystemTextJsonSerializerWithOptions = new System.Text.Json.JsonSerializerOptions(
                    System.Text.Json.JsonSerializerDefaults.Web
                ),
                CustomHandlers = { new RequestChargeMetrics() },
                HttpClientFactory = () => new HttpClient(wrapHandler(_handler), disposeHandler: false),
                CosmosClientTelemetryOptions = new CosmosClientTelemetryOptions
                {
                    DisableSendingMetricsToService = true,
                    DisableDistributedTracing = true,
                },
            }
        );
    }

    /// <summary>Finishes the writes that are waiting and closes the file.</summary>
    public ValueTask DisposeAsync()
    {
        if (!Interlocked.Exchange(ref _closed, true))
        {
            _handler.Dispose();
            _store.Dispose();
        }
        return ValueTask.CompletedTask;
    }
}
