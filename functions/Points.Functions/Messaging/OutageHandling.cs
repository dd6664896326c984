using Points.Domain;
using Points.Functions.Access;

namespace Points.Functions.Messaging;

/// <summary>
/// Something that a message's handling needs does not answer, or has no time. The message is left as it is: it keeps its
/// lock, and comes again when that has ended. Thrown, it would come back at once, and use up its deliveries within the very
/// fault that it met.
/// </summary>
internal static class OutageHandling
{
    private const int TriesMax = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25);

    public static bool IsOutage(Exception fault) =>
        fault switch
        {
            StoreBusyException or StoreUnavailableException or IdentityProviderUnavailableException => true,
            AggregateException all => all.InnerExceptions.All(IsOutage),
            _ => false,
        };

    /// <summary>Tries a few times, for some seconds: most outages are shorter than any lock.</summary>
    /// <param name="hasOutage">Whether what was done met an outage, though nothing was thrown.</param>
    public static async Task<T> Retry<T>(Func<Task<T>> operation, Func<T, bool> hasOutage, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var done = await operation();
                if (attempt == TriesMax || !hasOutage(done))
                    return done;
            }
            catch (Exception fault) when (attempt < TriesMax && IsOutage(fault))
            {
                // Once more, after a while.
            }
            await Task.Delay(Pause * (1 << attempt), ct);
        }
    }

    /// <inheritdoc cref="Retry{T}(Func{Task{T}}, Func{T, bool}, CancellationToken)"/>
    public static Task<T> Retry<T>(Func<Task<T>> operation, CancellationToken ct) => Retry(operation, _ => false, ct);
}
