using Emulators.CosmosDb;
using Emulators.CosmosDb.Serving;
using Points.Cosmos;
using Points.Tests;
using Points.Worker.Tests.Hosting;
using Points.Worker.Tests.Identity;

[assembly: AssemblyFixture(typeof(Points.Worker.Tests.WorkerFixture))]
// All tests share one worker and its store, and some tests make the store fail.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Points.Worker.Tests;

/// <summary>
/// One worker for all tests, with the services that it needs: a store, an identity provider for its callers, and the
/// platform's endpoint for its own identity. All of them are on this machine and speak as those in Azure do.
/// </summary>
public sealed class WorkerFixture : IAsyncLifetime
{
    private readonly Stack<IAsyncDisposable> _started = new();
    private readonly TempFolder _folder = new();
    private readonly ServerCertificate _certificate = new();

    public CosmosEmulator Store { get; private set; } = null!;

    internal FunctionsHost Host { get; private set; } = null!;

    internal ApiClient Api { get; private set; } = null!;

    internal Supermarket Shop { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var provider = Keep(await OpenIdProvider.Start(_certificate.Certificate, ct));
        var identity = Keep(await IdentityEndpoint.Start(ct));
        var settings = SampleSettings.Read();
        foreach (var (name, value) in provider.Settings.Concat(identity.Settings))
            settings[name] = value;
        var store = await StartStore(identity, ct);
        settings["Cosmos__AccountEndpoint"] = $"{store.Endpoint}";
        // On Linux, .NET trusts the certificates in this file.
        settings["SSL_CERT_FILE"] = _folder.Write(
            "trusted.pem",
            _certificate.Certificate.ExportCertificatePem()
                + "\n"
                + await File.ReadAllTextAsync(store.CertificateFile, ct)
        );
        Host = Keep(await FunctionsHost.Start(settings, ct));
        Api = new(new ProxyHandler(Host));
        Shop = new(Api, provider);
        try
        {
            await Shop.Publish();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"the worker cannot be used: {Host.Log}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // It is missing if the start failed.
        Api?.Dispose();
        foreach (var service in _started)
            await service.DisposeAsync();
        _certificate.Dispose();
        _folder.Dispose();
    }

    /// <summary>Starts an empty store, as a deployment of the templates leaves it.</summary>
    private async Task<CosmosServer> StartStore(IdentityEndpoint identity, CancellationToken ct)
    {
        Store = Keep(CosmosEmulator.Open(new(_folder.PathOf("documents"))));
        using (var client = Store.Connect())
            await CosmosContainers.CreateMissing(client, ct);
        var options = new CosmosServerOptions(_folder.PathOf("server"))
        {
            AcceptsToken = identity.IsTokenForThisMachine,
        };
        return Keep(await CosmosServer.Start(Store, options, ct));
    }

    private T Keep<T>(T service)
        where T : IAsyncDisposable
    {
        _started.Push(service);
        return service;
    }
}
