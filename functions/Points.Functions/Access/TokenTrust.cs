using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Points.Functions.Settings;

namespace Points.Functions.Access;

/// <summary>
/// Which tokens are valid: from which issuer, signed with which key, for which audience, and how long they may live.
/// </summary>
public sealed class TokenTrust
{
    /// <summary>The longest life of a token on a message. Many systems can read a queue.</summary>
    private static readonly TimeSpan QueueLifeMax = TimeSpan.FromHours(1);

    private readonly AuthOptions _options;

    private TokenTrust(AuthOptions options, TokenValidationParameters parameters)
    {
        (_options, Parameters, RoleNames) = (options, parameters, new(options));
        parameters.ValidAudiences = [options.Audience, options.QueueAudience];
        parameters.ValidateIssuer = parameters.ValidateAudience = parameters.ValidateIssuerSigningKey = true;
        parameters.RequireExpirationTime = parameters.RequireSignedTokens = true;
        // The times are checked at every use of a token, because a token is used often and validated once.
        parameters.LifetimeValidator = (_, expires, _, _) =>
            expires is not null ? true : throw new SecurityTokenNoExpirationException("exp is missing");
        parameters.TypeValidator = (type, _, _) =>
            IsAccepted(type) ? type : throw new SecurityTokenInvalidTypeException("typ is not accepted");
    }

    /// <summary>The checks that do not depend on the time or on where a token is presented.</summary>
    public TokenValidationParameters Parameters { get; }

    /// <summary>What the roles are called in tokens.</summary>
    public RoleNames RoleNames { get; }

    /// <summary>The claim that lists the roles.</summary>
    public string RolesClaim => _options.RolesClaim;

    /// <summary>The audience that a token must name for this use.</summary>
    public string AudienceFor(TokenUse use) =>
        use switch
        {
            TokenUse.Http => _options.Audience!,
            TokenUse.Queue => _options.QueueAudience!,
        };

    /// <summary>The longest time from a token's issue to its end.</summary>
    public TimeSpan LifeMaxFor(TokenUse use)
    {
        var max = TimeSpan.FromMinutes(_options.TokenMinutesMax);
        return use == TokenUse.Queue && QueueLifeMax < max ? QueueLifeMax : max;
    }

    /// <summary>
    /// Trusts an identity provider. Its issuer and keys come from its OpenID Connect metadata, which is refreshed.
    /// </summary>
    /// <param name="documents">Fetches the metadata; by default over HTTPS.</param>
    public static TokenTrust OpenIdConnect(AuthOptions options, IDocumentRetriever? documents = null) =>
        new(
            options,
            new()
            {
                ValidAlgorithms =
                [
                    SecurityAlgorithms.RsaSha256,
                    SecurityAlgorithms.RsaSsaPssSha256,
                    SecurityAlgorithms.EcdsaSha256,
                ],
                ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                    $"{options.Authority!.ToString().TrimEnd('/')}/.well-known/openid-configuration",
                    new OpenIdConnectConfigurationRetriever(),
                    documents ?? new HttpDocumentRetriever()
                ),
            }
        );

    /// <summary>Trusts tokens that are signed with one shared key. For the one-machine host.</summary>
    public static TokenTrust SharedKey(AuthOptions options, string issuer, SymmetricSecurityKey key) =>
        new(
            options,
            new()
            {
                ValidIssuer = issuer,
                ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
                IssuerSigningKey = key,
            }
        );

    /// <summary>Media types of tokens (RFC 7519, RFC 9068). Other tokens of the same issuer have others.</summary>
    private static bool IsAccepted(string? type)
    {
        const string prefix = "application/";
        var name = type?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true ? type[prefix.Length..] : type;
        return "JWT".Equals(name, StringComparison.OrdinalIgnoreCase)
            || "at+jwt".Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
