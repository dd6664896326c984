using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace Points.Functions.Worker;

/// <summary>As whom the app calls other services.</summary>
internal static class AppIdentity
{
    /// <summary>Names the managed identity. Templates set it; nobody sets it on a machine of their own.</summary>
    private const string ClientId = "AZURE_CLIENT_ID";

    /// <summary>In Azure the managed identity and nothing else; on a developer's machine whoever is signed in.</summary>
    public static TokenCredential Of(IConfiguration configuration) => configuration[ClientId] is { Length: > 0 } clientId
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
        : new DefaultAzureCredential();
}
