using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Points.Domain;

namespace Points.Functions.Access;

/// <summary>
/// As whom the app calls other services. Where no token is to be had, what it was for does not answer: an outage of the
/// identity endpoint is one of the store, and is outlasted like it.
/// </summary>
internal sealed class AppIdentity(TokenCredential identity) : TokenCredential
{
    /// <summary>Names the managed identity. Templates set it; nobody sets it on a machine of their own.</summary>
    private const string ClientId = "AZURE_CLIENT_ID";

    /// <summary>In Azure the managed identity and nothing else; on a developer's machine whoever is signed in.</summary>
    public static AppIdentity From(IConfiguration configuration) =>
        new(
            configuration[ClientId] is { Length: > 0 } clientId
                ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
                : new DefaultAzureCredential()
        );

    /// <exception cref="StoreUnavailableException">There is no token to be had.</exception>
    public override async ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await identity.GetTokenAsync(requestContext, cancellationToken);
        }
        catch (AuthenticationFailedException fault)
        {
            throw NoToken(requestContext, fault);
        }
    }

    /// <inheritdoc cref="GetTokenAsync"/>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        try
        {
            return identity.GetToken(requestContext, cancellationToken);
        }
        catch (AuthenticationFailedException fault)
        {
            throw NoToken(requestContext, fault);
        }
    }

    private static StoreUnavailableException NoToken(TokenRequestContext wanted, AuthenticationFailedException fault) =>
        new($"the app's identity got no token for {string.Join(' ', wanted.Scopes)}: {fault.Message}", fault);
}
