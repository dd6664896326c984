using Microsoft.Azure.Cosmos;
using Points.Cosmos.Observing;
using Points.Local.Cosmos.Protocol;
using Points.Local.Cosmos.Storage;

namespace Points.Local.Cosmos;

/// <summary>
/// Cosmos DB on one machine: the real SDK sends its requests to this process instead of a network, and the documents
/// are in SQLite. It behaves like Cosmos where our code depends on it. It does not model request units, throttling by
/// them, or consistency levels.
/// </summary>
public sealed class LocalCosmos : IAsyncDisposable
{
    // The SDK sends a token of this form unchanged. With a key, it would sign every request.
    private const string Token = "type=resource&ver=1.0&sig=local";
    private readonly DocumentStore _store;
    private readonly CosmosHandler _handler;
    private bool _closed;

    private LocalCosmos(DocumentStore store)
    {
        _store = store;
        _handler = new CosmosHandler(store, Faults, RequestCounts);
    }

    /// <summary>Injects faults into requests, for tests.</summary>
    public FaultInjector Faults { get; } = new();

    /// <summary>Counts the requests, by container and kind.</summary>
    public RequestCounts RequestCounts { get; } = new();

    /// <summary>The sequence number of the last change on disk, as change feeds count them.</summary>
    internal long CommittedSequence => _store.CommittedSequence;

    /// <summary>Opens the store in the folder of the options, and creates it when it is missing.</summary>
    /// <exception cref="IOException">Another process has the file open, or the folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or it is not a store.</exception>
    public static LocalCosmos Open(LocalCosmosOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PhysicalPartitionCount, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            options.PhysicalPartitionCount,
            StoredContainer.RangesMax,
            nameof(options)
        );
        return new LocalCosmos(DocumentStore.Open(options));
    }

    /// <summary>
    /// Creates a client of this store; the caller disposes of it. Responses to writes do not contain the document,
    /// unless a request asks for it.
    /// </summary>
    public CosmosClient Connect() => Connect(static store => store);

    /// <summary>
    /// Creates a client whose requests pass through the caller's handler before they reach the store.
    /// </summary>
    internal CosmosClient Connect(Func<HttpMessageHandler, HttpMessageHandler> wrapHandler)
    {
        // Otherwise the SDK calls the metadata service of the cloud when it starts.
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

    /// <summary>Finishes the waiting writes and closes the file.</summary>
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
