using Points.Domain.Ports;
using Points.Functions.Access;

namespace Points.Functions.Messaging;

/// <summary>
/// Something that a message's handling needs does not answer, or has no time. The message is left as it is: it keeps its
/// lock, and comes again when that has ended. Thrown, it would come back at once, and use up its deliveries within the very
/// fault that it met.
/// </summary>
internal static class Outage
{
    private const int TriesMax = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25);

    public static bool Is(Exception fault) =>
        fault switch
        {
            StoreBusyException or StoreUnavailableException or IdentityProviderUnavailableException => true,
            AggregateException all => all.InnerExceptions.All(Is),
            _ => false,
        };

    /// <summary>Tries a few times, for some seconds: most outages are shorter than any lock.</summary>
    /// <param name="met">Whether what was done met an outage, though nothing was thrown.</param>
    public static async Task<T> Outlast<T>(Func<Task<T>> act, Func<T, bool> met, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var done = await act();
                if (attempt == TriesMax || !met(done))
                    return done;
            }
            catch (Exception fault) when (attempt < TriesMax && Is(fault))
            {
                // Once more, after a while.
            }
            await Task.Delay(Pause * (1 << attempt), ct);
        }
    }

    /// <inheritdoc cref="Outlast{T}(Func{Task{T}}, Func{T, bool}, CancellationToken)"/>
    public static Task<T> Outlast<T>(Func<Task<T>> act, CancellationToken ct) => Outlast(act, _ => false, ct);
}
