using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Points.Domain;
using Points.Domain.Enrolling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.Settings;

namespace Points.Functions.Members;

/// <summary>
/// Locks a till that names too many wrong codes: card codes, spend codes and vouchers. The store counts them, so that a
/// till cannot go on at another instance. A till is the subject of a merchant's token.
/// </summary>
public sealed partial class TillLocks(IWrongCodes store, LimitsOptions options, ILogger<TillLocks> log)
{
    private const int CachedMax = 10_000;

    /// <summary>
    /// How long an instance relies on what it has read. A wrong code always reads it again, so a till that another
    /// instance has locked can try one code here.
    /// </summary>
    private static readonly TimeSpan CachedFor = TimeSpan.FromSeconds(5);

    private readonly WrongCodeLimits _limits = new(
        options.WrongCodes,
        TimeSpan.FromMinutes(options.WrongCodesLockMinutes)
    );
    private readonly ConcurrentDictionary<string, CachedCodes> _cache = new(StringComparer.Ordinal);

    /// <summary>
    /// Finds out whether a caller that names a code is a locked till. Call it before the code is looked up.
    /// </summary>
    /// <returns>Null if the till is not locked, or the caller is no till.</returns>
    public async Task<Problem?> FindProblem(Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        if (Tills.Of(caller) is not { } till)
            return null;
        if (
            !_cache.TryGetValue(till, out var cached)
            || (!cached.Codes.IsLockedAt(now) && TimeProvider.System.GetElapsedTime(cached.ReadAt) > CachedFor)
        )
            cached = Remember(till, await store.Find(till, ct));
        return cached.Codes.IsLockedAt(now) ? Problems.TooManyWrongCodes(cached.Codes.LockedUntil!.Value - now) : null;
    }

    /// <summary>Counts a wrong code, and answers with its refusal.</summary>
    public async Task<Problem> Refuse(Refusal refusal, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        await CountWrongCode(caller, now, ct);
        return Problems.From(refusal);
    }

    public async Task CountWrongCode(Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        if (Tills.Of(caller) is not { } till)
            return;
        var (stored, hasLocked) = await store.Add(till, now, _limits, ct);
        Remember(till, stored);
        if (!hasLocked)
            return;
        Tills.CountLock("wrong-codes");
        LogLocked(caller.MerchantId, stored.Count);
    }

    private CachedCodes Remember(string till, WrongCodes codes)
    {
        // Dropping all at once is simpler than one by one; the next requests read those in use again.
        if (_cache.Count >= CachedMax)
            _cache.Clear();
        return _cache[till] = new(codes, TimeProvider.System.GetTimestamp());
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A till of merchant {MerchantId} is locked after {Count} wrong codes"
    )]
    private partial void LogLocked(string? merchantId, int count);

    private sealed record CachedCodes(WrongCodes Codes, long ReadAt);
}
