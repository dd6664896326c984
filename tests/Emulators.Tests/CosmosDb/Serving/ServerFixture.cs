using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Emulators.CosmosDb;
using Emulators.CosmosDb.Serving;
using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb.Serving;

/// <summary>A served emulator in a new folder, and real clients that trust only its certificate.</summary>
internal sealed class ServerFixture : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CosmosEmulator _emulator;

    private ServerFixture() => _emulator = CosmosEmulator.Open(new(_folder.PathOf("documents")));

    public CosmosServer Server { get; private set; } = null!;

    public FaultInjector Faults => _emulator.Faults;

    public string KeyFolder => _folder.PathOf("server");

    /// <param name="acceptsToken">Which tokens of Microsoft Entra ID may use the account; null for none.</param>
    public static async Task<ServerFixture> Start(Func<string, bool>? acceptsToken = null)
    {
        var fixture = new ServerFixture();
        fixture.Server = await CosmosServer.Start(
            fixture._emulator,
            new(fixture.KeyFolder) { AcceptsToken = acceptsToken },
            TestContext.Current.CancellationToken
        );
        return fixture;
    }

    /// <summary>Stops the server, and starts it again with the same folder.</summary>
    public async Task Restart(TimeProvider? time = null)
    {
        await Server.DisposeAsync();
        Server = await CosmosServer.Start(
            _emulator,
            new(KeyFolder) { Time = time ?? TimeProvider.System },
            TestContext.Current.CancellationToken
        );
    }

    public CosmosClient Connect(string? key = null) => new($"{Server.Endpoint}", key ?? Server.Key, ClientOptions());

    public CosmosClientOptions ClientOptions() =>
        new()
        {
            ConnectionMode = ConnectionMode.Gateway,
            LimitToEndpoint = true,
            UseSystemTextJsonSerializerWithOptions = new(JsonSerializerDefaults.Web),
            HttpClientFactory = () => new HttpClient(TrustingHandler()),
        };

    public SocketsHttpHandler TrustingHandler() =>
        new()
        {
            UseProxy = false,
            SslOptions = new()
            {
                CertificateChainPolicy = new()
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    RevocationMode = X509RevocationMode.NoCheck,
                    CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(Server.CertificateFile) },
                },
            },
        };

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }
}
