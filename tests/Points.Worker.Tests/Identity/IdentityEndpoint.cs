using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Points.Worker.Tests.Hosting;

namespace Points.Worker.Tests.Identity;

/// <summary>
/// Gives the app tokens of its managed identity, as the platform's endpoint does. A token is a random text, and is
/// valid for the resource that it was requested for.
/// </summary>
internal sealed class IdentityEndpoint : IAsyncDisposable
{
    private const string Path = "/msi/token";
    private const string ClientId = "7e0a2e6e-4f0c-4b8f-9c43-3a5a5f6d1c10";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly string _secret = RandomNumberGenerator.GetHexString(32);
    private readonly ConcurrentDictionary<string, string> _resources = new(StringComparer.Ordinal);
    private readonly WebApplication _server;

    private IdentityEndpoint()
    {
        _server = LoopbackServer.CreateBuilder(HttpProtocols.Http1).Build();
        _server.MapGet(Path, CreateToken);
    }

    /// <summary>The settings by which the app finds the endpoint and names its identity.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AZURE_CLIENT_ID"] = ClientId,
            ["IDENTITY_ENDPOINT"] = _server.Urls.Single() + Path,
            ["IDENTITY_HEADER"] = _secret,
        };

    public static async Task<IdentityEndpoint> Start(CancellationToken ct)
    {
        var endpoint = new IdentityEndpoint();
        await endpoint._server.StartAsync(ct);
        return endpoint;
    }

    /// <summary>Whether the endpoint gave this token for a resource on this machine.</summary>
    public bool IsTokenForThisMachine(string token) =>
        _resources.TryGetValue(token, out var resource) && new Uri(resource).IsLoopback;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private IResult CreateToken(HttpRequest request)
    {
        if (request.Headers["X-IDENTITY-HEADER"] != _secret || request.Query["client_id"] != ClientId)
            return Results.Unauthorized();
        var (token, resource) = (RandomNumberGenerator.GetHexString(64), $"{request.Query["resource"]}");
        _resources[token] = resource;
        return Results.Json(
            new
            {
                access_token = token,
                expires_on = $"{(TimeProvider.System.GetUtcNow() + Lifetime).ToUnixTimeSeconds()}",
                resource,
                token_type = "Bearer",
            }
        );
    }
}
