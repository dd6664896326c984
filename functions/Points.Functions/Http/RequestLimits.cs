using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Points.Functions.Access;
using Points.Functions.Settings;

namespace Points.Functions.Http;

/// <summary>
/// Limits how often one caller may read without a token, ask for quotes, and write as a member (decision 47). A request
/// above its limit is answered at once, before anything is read.
/// </summary>
public sealed class RequestLimits(LimitsOptions options) : IDisposable
{
    private const int SecondsPerMinute = 60;

    /// <summary>
    /// Callers share this many counters, by a random hash, so that invented addresses cannot fill the memory. A power
    /// of two.
    /// </summary>
    private const int CountersMax = 65_536;

    private readonly PartitionedRateLimiter<string> _anonymous = Create(options.AnonymousReadsPerMinute, options.Burst);
    private readonly PartitionedRateLimiter<string> _quotes = Create(options.QuotesPerMinute, options.Burst);
    private readonly PartitionedRateLimiter<string> _memberWrites = Create(
        options.MemberWritesPerMinute,
        options.Burst
    );

    /// <summary>For requests without a valid token, by the address that they come from.</summary>
    /// <returns>Null if the request is within the limit.</returns>
    public Problem? FindAnonymousProblem(HttpRequest http) =>
        Find(_anonymous, ClientAddress.NetworkOf(http, options.TrustedProxies));

    /// <summary>For quotes, by merchant or member.</summary>
    /// <returns>Null if the request is within the limit, or comes from an operator.</returns>
    public Problem? FindQuoteProblem(Caller caller) =>
        caller.IsOperator ? null : Find(_quotes, caller.IdempotencyScope);

    /// <summary>For other requests with a token: limits what members write.</summary>
    /// <returns>Null if the request is within the limit, or is not a member's write.</returns>
    public Problem? FindWriteProblem(HttpRequest http, Caller caller) =>
        caller.IsOperator
        || !caller.IsMember(caller.Subject)
        || HttpMethods.IsGet(http.Method)
        || HttpMethods.IsHead(http.Method)
            ? null
            : Find(_memberWrites, caller.Subject);

    public void Dispose()
    {
        _anonymous.Dispose();
        _quotes.Dispose();
        _memberWrites.Dispose();
    }

    private static PartitionedRateLimiter<string> Create(int perMinute, int burst)
    {
        var perSecond = perMinute / SecondsPerMinute;
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = Math.Max(1, perSecond),
            ReplenishmentPeriod = TimeSpan.FromSeconds(perSecond > 0 ? 1 : (double)SecondsPerMinute / perMinute),
            QueueLimit = 0,
        };
        return PartitionedRateLimiter.Create<string, int>(caller =>
            RateLimitPartition.GetTokenBucketLimiter(
                string.GetHashCode(caller, StringComparison.Ordinal) & (CountersMax - 1),
                _ => bucket
            )
        );
    }

    private static Problem? Find(PartitionedRateLimiter<string> limiter, string caller)
    {
        using var lease = limiter.AttemptAcquire(caller);
        if (lease.IsAcquired)
            return null;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero;
        return Problems.TooManyRequests(wait);
    }
}
