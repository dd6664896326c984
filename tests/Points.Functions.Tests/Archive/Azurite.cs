using System.Net.Http.Headers;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Points.Functions.Archive;
using Points.Tests;

namespace Points.Functions.Tests.Archive;

/// <summary>A local Blob storage over HTTPS that accepts tokens, as the one in Azure does.</summary>
public sealed class Azurite : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("points-azurite-");
    private readonly ServerCertificate _certificate = new();
    private AzuriteProcess? _process;

    /// <summary>The blob endpoint. It has the account in its path; in Azure the account is in the host name.</summary>
    private Uri BlobEndpoint => new(_process!.Address, "devstoreaccount1");

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        await AzuritePackage.Install(ct);
        var (certificate, key) = (
            Path.Combine(_folder.FullName, "certificate.pem"),
            Path.Combine(_folder.FullName, "key.pem")
        );
        _certificate.Write(certificate, key);
        _process = await AzuriteProcess.Start(Path.Combine(_folder.FullName, "data"), certificate, key, ct);
        using var response = await Send(HttpMethod.Put, $"{BlobFiles.DefaultContainer}?restype=container");
        response.EnsureSuccessStatusCode();
    }

    internal BlobFiles Files(
        Interceptor? interceptor = null,
        TokenCredential? identity = null,
        string container = BlobFiles.DefaultContainer
    ) => new(BlobEndpoint, identity ?? new AzuriteTokenCredential(), container, Options(interceptor));

    /// <summary>The app's own options, with fewer and faster retries.</summary>
    internal BlobClientOptions Options(Interceptor? interceptor = null)
    {
        var options = BlobRequests.Options();
        (options.Retry.MaxRetries, options.Retry.Delay) = (2, TimeSpan.FromMilliseconds(1));
        options.Transport = new HttpClientTransport(
            new InterceptingHandler(_certificate.TrustingHandler(), interceptor ?? ((_, send) => send()))
        );
        return options;
    }

    internal async Task<string?> ContentType(string name)
    {
        using var response = await Send(HttpMethod.Head, $"{BlobFiles.DefaultContainer}/{name}");
        return response.Content.Headers.ContentType?.MediaType;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path)
    {
        var ct = TestContext.Current.CancellationToken;
        using var client = new HttpClient(_certificate.TrustingHandler());
        using var request = new HttpRequestMessage(method, $"{BlobEndpoint}/{path}");
        request.Headers.Add("x-ms-version", "2025-11-05");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            new AzuriteTokenCredential().GetToken(default, ct).Token
        );
        return await client.SendAsync(request, ct);
    }
}

/// <summary>One Azurite for all tests. They run one at a time, because some measure memory.</summary>
[CollectionDefinition(nameof(Azurite), DisableParallelization = true)]
public sealed class SharedAzurite : ICollectionFixture<Azurite>;
