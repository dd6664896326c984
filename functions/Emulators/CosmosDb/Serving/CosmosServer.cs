using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Emulators.CosmosDb.Serving;

/// <summary>
/// Serves an emulator over HTTPS on 127.0.0.1, so that other processes reach the same documents: an app that connects
/// in gateway mode, SDKs of other languages, data explorers. Callers need the key, or a token that the options accept.
/// </summary>
public sealed class CosmosServer : IAsyncDisposable
{
    /// <summary>The largest request of the protocol, with room for what JSON adds to a document.</summary>
    private const int BodyBytesMax = 4 * 1024 * 1024;

    private readonly WebApplication _app;
    private readonly ServerCertificate _certificate;
    private readonly HttpMessageInvoker _emulator;
    private readonly Authorization _authorization;

    private CosmosServer(CosmosEmulator emulator, CosmosServerOptions options)
    {
        var folder = ServerFolder.Open(options.Folder);
        KeyFile = folder.PathOf(AccountKey.FileName);
        _authorization = new(AccountKey.LoadOrCreate(folder), options.AcceptsToken);
        _certificate = ServerCertificate.LoadOrCreate(folder, options.Time);
        _emulator = new(emulator.Handler, disposeHandler: false);
        _app = Build(_certificate, options.Port);
        _app.Run(Answer);
    }

    /// <summary>The account's endpoint, such as <c>https://localhost:8081/</c>.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>The account's key, in Base64. It stays the same as long as its file exists.</summary>
    public string Key => _authorization.Key;

    /// <summary>The file that holds the key.</summary>
    public string KeyFile { get; }

    /// <summary>The server's certificate in PEM, for clients to trust; without its key.</summary>
    public string CertificateFile => _certificate.File;

    /// <summary>Starts to serve.</summary>
    /// <param name="emulator">The emulator. The caller closes it, after the server.</param>
    /// <param name="options">The options.</param>
    /// <param name="ct">Ends the start.</param>
    /// <exception cref="IOException">The port is taken, or a file in the folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">A file in the folder is damaged.</exception>
    public static async Task<CosmosServer> Start(
        CosmosEmulator emulator,
        CosmosServerOptions options,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(emulator);
        ArgumentNullException.ThrowIfNull(options);
        var server = new CosmosServer(emulator, options);
        try
        {
            await server._app.StartAsync(ct);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
        server.Endpoint = new UriBuilder(server._app.Urls.Single()) { Host = "localhost" }.Uri;
        return server;
    }

    /// <summary>Answers the requests under way and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _emulator.Dispose();
        _certificate.Dispose();
    }

    private static WebApplication Build(ServerCertificate certificate, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
            kestrel.Listen(
                IPAddress.Loopback,
                port,
                listen =>
                {
                    listen.Protocols = HttpProtocols.Http1AndHttp2;
                    listen.UseHttps(certificate.WithKey);
                }
            );
        });
        return builder.Build();
    }

    private async Task Answer(HttpContext http)
    {
        if (_authorization.FindRefusal(http.Request) is { } refusal)
        {
            using var refused = Protocol.CosmosResponse.Error(StatusCodes.Status401Unauthorized, refusal);
            await HttpMessages.Write(refused, http.Response);
            return;
        }
        using var request = await HttpMessages.Read(http.Request);
        HttpResponseMessage answer;
        try
        {
            answer = await _emulator.SendAsync(request, http.RequestAborted);
        }
        catch (HttpRequestException)
        {
            // An injected fault: the caller sees a broken connection.
            http.Abort();
            return;
        }
        using (answer)
            await HttpMessages.Write(answer, http.Response);
    }

    /// <summary>The caller decides when the server stops, not a signal to the process.</summary>
    private sealed class CallersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
