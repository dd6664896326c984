using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Points.Domain;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.Settings;

namespace Points.Functions.Members;

/// <summary>
/// Locks a till that posts purchases for too many different people who are not enrolled. The store counts them. An
/// instance asks it only about a purchase that is refused, so purchases of members cost no request more.
/// </summary>
public sealed partial class MemberGuessLocks(IMemberGuesses store, LimitsOptions options, ILogger<MemberGuessLocks> log)
{
    private const int CachedMax = 10_000;

    private readonly MemberGuessLimits _limits = new(
        options.UnknownMembers,
        TimeSpan.FromMinutes(options.WrongCodesLockMinutes)
    );
    private readonly ConcurrentDictionary<string, DateTimeOffset> _lockedUntil = new(StringComparer.Ordinal);

    /// <summary>Finds out whether this instance knows that the caller's till is locked.</summary>
    /// <returns>Null if it does not, or the caller is no till.</returns>
    public Problem? FindProblem(Caller caller, DateTimeOffset now) =>
        Tills.Of(caller) is { } till && _lockedUntil.TryGetValue(till, out var until) && now < until
            ? Problems.TooManyUnknownMembers(until - now)
            : null;

    /// <summary>Counts the person of a purchase that was refused because they are not enrolled.</summary>
    /// <returns>What to answer instead, if another instance has locked the till; else null.</returns>
    public async Task<Problem?> Count(
        Outcome outcome,
        Caller caller,
        string memberId,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (outcome is not Outcome.Refused { Refusal: Refusal.MemberNotEnrolled })
            return null;
        if (Tills.Of(caller) is not { } till)
            return null;
        var (stored, hasLocked) = await store.Add(till, memberId, now, _limits, ct);
        if (stored.LockedUntil is not { } until || now >= until)
            return null;
        Remember(till, until);
        if (!hasLocked)
            return Problems.TooManyUnknownMembers(until - now);
        Tills.CountLock("unknown-members");
        LogLocked(caller.MerchantId, stored.Named.Length);
        return null;
    }

    private void Remember(string till, DateTimeOffset until)
    {
        // Dropping all at once is simpler than one by one; the next people that tills name wrongly lock them again.
        if (_lockedUntil.Count >= CachedMax)
            _lockedUntil.Clear();
        _lockedUntil[till] = until;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A till of merchant {MerchantId} is locked after it named {Count} people who are not enrolled"
    )]
    private partial void LogLocked(string? merchantId, int count);
}
