using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Points.Domain;

namespace Points.Functions.Access;

/// <summary>
/// The identity with which the app calls other services. If it cannot get a token, it throws the same exception as an
/// unavailable store, so that an outage of the identity endpoint is handled like an outage of the store.
/// </summary>
internal sealed class AppIdentity(TokenCredential identity) : TokenCredential
{
    /// <summary>
    /// Names the managed identity. The templates set it in Azure; on a developer's machine it is not set.
    /// </summary>
    private const string ClientId = "AZURE_CLIENT_ID";

    /// <summary>In Azure only the managed identity; on a developer's machine the signed-in developer.</summary>
    public static AppIdentity From(IConfiguration configuration) =>
        new(
            configuration[ClientId] is { Length: > 0 } clientId
                ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
                : new DefaultAzureCredential()
        );

    /// <exception cref="StoreUnavailableException">No token could be obtained.</exception>
    public override async ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await identity.GetTokenAsync(requestContext, cancellationToken);
        }
        catch (AuthenticationFailedException exception)
        {
            throw NoToken(requestContext, exception);
        }
    }

    /// <inheritdoc cref="GetTokenAsync"/>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        try
        {
            return identity.GetToken(requestContext, cancellationToken);
        }
        catch (AuthenticationFailedException exception)
        {
            throw NoToken(requestContext, exception);
        }
    }

    private static StoreUnavailableException NoToken(
        TokenRequestContext request,
        AuthenticationFailedException exception
    ) => new($"the app's identity got no token for {string.Join(' ', request.Scopes)}: {exception.Message}", exception);
}
