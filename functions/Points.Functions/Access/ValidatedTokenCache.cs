using System.Collections.Concurrent;

namespace Points.Functions.Access;

/// <summary>A token whose signature, issuer and audience were checked, with the times it names.</summary>
internal sealed record ValidatedToken(Caller Caller, DateTime ValidFrom, DateTime ValidTo);

/// <summary>
/// Tokens proven a short while ago: an app sends the same one with each request, and a signature costs more to check than
/// all the rest of the request's reading. After a minute a token is checked again, so a key that is withdrawn stops counting.
/// </summary>
internal sealed class ValidatedTokenCache
{
    private const int CountMax = 5_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private ConcurrentDictionary<string, ValidatedToken> _proven = new(StringComparer.Ordinal);
    private long _since = TimeProvider.System.GetTimestamp();

    public ValidatedToken? Find(string token) => IsStale() ? null : _proven.GetValueOrDefault(token);

    public ValidatedToken Add(string token, ValidatedToken validated)
    {
        // All are forgotten together: simpler than one by one, and those in use are back at their next request.
        if (IsStale() || _proven.Count >= CountMax)
            (_proven, _since) = (new(StringComparer.Ordinal), TimeProvider.System.GetTimestamp());
        return _proven[token] = validated;
    }

    private bool IsStale() => TimeProvider.System.GetElapsedTime(_since) > KeptFor;
}
