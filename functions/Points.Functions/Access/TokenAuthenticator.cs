using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Points.Domain.Reading;

namespace Points.Functions.Access;

/// <summary>Validates bearer tokens and finds their caller. Only a valid token for this app has a caller.</summary>
public sealed class TokenAuthenticator(TokenTrust trust)
{
    private const string Scheme = "Bearer ";

    /// <summary>Where identity providers name the application, the usual claim first.</summary>
    private static readonly string[] ClientClaims = ["azp", "client_id", "appid"];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly ValidatedTokenCache _validated = new();

    /// <param name="authorization">The <c>Authorization</c> header, or the message property of that name.</param>
    /// <param name="at">
    /// When the token was presented. It must be valid at that time, even if it is checked later.
    /// </param>
    /// <param name="use">Where it was presented: tokens for HTTP and for the queue have different audiences.</param>
    /// <exception cref="IdentityProviderUnavailableException">
    /// The provider's signing keys could not be read.
    /// </exception>
    public async ValueTask<Authentication> Authenticate(string? authorization, DateTimeOffset at, TokenUse use)
    {
        if (
            authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true
            || authorization[Scheme.Length..].Trim() is not { Length: > 0 } token
        )
            return TokenFault.Missing;
        if (_validated.Find(token) is not { } validated)
        {
            var (caller, fault) = await Validate(token);
            if (fault is { } found)
                return found;
            validated = _validated.Add(token, new(caller!.Value.Caller, caller.Value.Token));
        }
        return validated.FindFault(at.UtcDateTime, use, trust) is { } unfit ? unfit : validated.Caller;
    }

    private async Task<((Caller Caller, JsonWebToken Token)?, TokenFault?)> Validate(string text)
    {
        if (Parse(text) is not { } token)
            return (null, TokenFault.Garbled);
        await EnsureKeysAvailable();
        var result = await _handler.ValidateTokenAsync(token, trust.Parameters);
        if (!result.IsValid)
            return (null, FaultOf(result.Exception));
        // RFC 7515: a recipient that does not understand every listed extension must refuse the token.
        if (token.TryGetHeaderValue<object>("crit", out _))
            return (null, TokenFault.CriticalHeader);
        return ReadCaller(token) is { } caller ? ((caller, token), null) : (null, TokenFault.NoSubject);
    }

    /// <returns>Null if it is not a JWT.</returns>
    private JsonWebToken? Parse(string text)
    {
        try
        {
            return _handler.ReadJsonWebToken(text);
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException)
        {
            return null; // The handler's message contains parts of the token.
        }
    }

    private static TokenFault FaultOf(Exception? exception) =>
        exception switch
        {
            SecurityTokenInvalidTypeException => TokenFault.WrongType,
            SecurityTokenInvalidAudienceException => TokenFault.WrongAudience,
            SecurityTokenInvalidIssuerException => TokenFault.WrongIssuer,
            SecurityTokenNoExpirationException => TokenFault.NoEnd,
            SecurityTokenMalformedException or SecurityTokenDecryptionFailedException => TokenFault.Garbled,
            _ => TokenFault.WrongSignature,
        };

    private Caller? ReadCaller(JsonWebToken token)
    {
        if (string.IsNullOrEmpty(token.Subject))
            return null;
        var roles = token
            .Claims.Where(claim => claim.Type == trust.RolesClaim)
            .Aggregate(Roles.None, (all, claim) => all | trust.RoleNames.Find(claim.Value));
        var isMerchant = roles.HasFlag(Roles.Merchant) && token.TryGetPayloadValue<string>("merchant_id", out _);
        return new(token.Subject, roles, isMerchant ? token.GetPayloadValue<string>("merchant_id") : null)
        {
            Client = FindClient(token),
        };
    }

    /// <returns>Null if the token names no application, or names it as no application is called.</returns>
    private static string? FindClient(JsonWebToken token) =>
        ClientClaims
            .Select(claim => token.TryGetPayloadValue<string>(claim, out var client) ? client : null)
            .FirstOrDefault(client => client is not null)
            is { } found
        && FieldReader.IsId(found)
            ? found
            : null;

    /// <summary>Without the keys the handler would reject every token, and callers would discard valid ones.</summary>
    private async Task EnsureKeysAvailable()
    {
        if (trust.Parameters.ConfigurationManager is not { } metadata)
            return;
        try
        {
            await metadata.GetBaseConfigurationAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            throw new IdentityProviderUnavailableException(exception);
        }
    }
}
