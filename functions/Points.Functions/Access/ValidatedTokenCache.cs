using System.Collections.Concurrent;

namespace Points.Functions.Access;

/// <summary>
/// Keeps validated tokens for up to a minute. Clients send the same token with every request, and checking a signature
/// costs more than reading the rest of the request. A token whose key was withdrawn is refused after that minute.
/// </summary>
internal sealed class ValidatedTokenCache
{
    private const int CountMax = 5_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private ConcurrentDictionary<string, ValidatedToken> _tokens = new(StringComparer.Ordinal);
    private long _since = TimeProvider.System.GetTimestamp();

    public ValidatedToken? Find(string token) => IsStale() ? null : _tokens.GetValueOrDefault(token);

    public ValidatedToken Add(string token, ValidatedToken validated)
    {
        // Dropping all tokens at once is simpler than one by one; the next requests add those in use again.
        if (IsStale() || _tokens.Count >= CountMax)
            (_tokens, _since) = (new(StringComparer.Ordinal), TimeProvider.System.GetTimestamp());
        return _tokens[token] = validated;
    }

    private bool IsStale() => TimeProvider.System.GetElapsedTime(_since) > Lifetime;
}
