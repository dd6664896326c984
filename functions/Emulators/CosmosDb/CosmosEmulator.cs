using Emulators.CosmosDb.Protocol;
using Emulators.CosmosDb.Storage;
using Microsoft.Azure.Cosmos;

namespace Emulators.CosmosDb;

/// <summary>
/// Cosmos DB on one machine: the real SDK sends its requests to this process instead of a network, and the documents
/// are in SQLite. It behaves like Cosmos where our code depends on it. It does not model request units, throttling by
/// them, or consistency levels.
/// </summary>
public sealed class CosmosEmulator : IAsyncDisposable
{
    // Never resolved, because the requests go to a handler in this process.
    private const string Endpoint = "https://localhost/";

    // The SDK sends a token of this form unchanged. With a key, it would sign every request.
    private const string Token = "type=resource&ver=1.0&sig=local";
    private readonly DocumentStore _store;
    private readonly CosmosHandler _handler;
    private bool _closed;

    private CosmosEmulator(DocumentStore store, FaultInjector faults)
    {
        (_store, Faults) = (store, faults);
        _handler = new CosmosHandler(store, faults, RequestCounts);
    }

    /// <summary>Injects faults into requests, for tests.</summary>
    public FaultInjector Faults { get; }

    /// <summary>Counts the requests, by container and kind.</summary>
    public RequestCounts RequestCounts { get; } = new();

    /// <summary>
    /// Answers requests of the protocol, from the SDK or from a server. The emulator disposes of it.
    /// </summary>
    public HttpMessageHandler Handler => _handler;

    /// <summary>The sequence number of the last change on disk, as change feeds count them.</summary>
    public long CommittedSequence => _store.CommittedSequence;

    /// <summary>Opens the store in the folder of the options, and creates it when it is missing.</summary>
    /// <exception cref="IOException">Another process has the file open, or the folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or it is not a store.</exception>
    public static CosmosEmulator Open(CosmosEmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PhysicalPartitionCount, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            options.PhysicalPartitionCount,
            StoredContainer.RangesMax,
            nameof(options)
        );
        return new CosmosEmulator(DocumentStore.Open(options), options.Faults);
    }

    /// <summary>
    /// Creates a client of this store; the caller disposes of it. Responses to writes do not contain the document,
    /// unless a request asks for it.
    /// </summary>
    /// <param name="configure">Changes the client's options; null leaves them as they are.</param>
    public CosmosClient Connect(Action<CosmosClientOptions>? configure = null)
    {
        // Otherwise the SDK calls the metadata service of the cloud when it starts.
        Environment.SetEnvironmentVariable("COSMOS_DISABLE_IMDS_ACCESS", "true");
        var options = new CosmosClientOptions
        {
            ConnectionMode = ConnectionMode.Gateway,
            LimitToEndpoint = true,
            EnableContentResponseOnWrite = false,
            UseSystemTextJsonSerializerWithOptions = new System.Text.Json.JsonSerializerOptions(
                System.Text.Json.JsonSerializerDefaults.Web
            ),
            HttpClientFactory = () => new HttpClient(_handler, disposeHandler: false),
            CosmosClientTelemetryOptions = new CosmosClientTelemetryOptions
            {
                DisableSendingMetricsToService = true,
                DisableDistributedTracing = true,
            },
        };
        configure?.Invoke(options);
        return new CosmosClient(Endpoint, Token, options);
    }

    /// <summary>
    /// Rewrites the files without what was deleted or replaced, so that no byte of it is left. Writes wait meanwhile.
    /// </summary>
    /// <exception cref="IOException">The disk is full, or readers did not let go: the next try may succeed.</exception>
    public Task Compact() =>
        _store.RunInTransaction(session =>
        {
            session.Compact();
            return true;
        });

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
