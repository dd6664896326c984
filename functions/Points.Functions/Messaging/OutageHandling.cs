using Points.Domain;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Functions.Access;
using Polly;

namespace Points.Functions.Messaging;

/// <summary>
/// Handles outages of what a message needs: a dependency that does not answer or is throttled. The message is left
/// alone; it comes again when its lock ends. If the exception were thrown, the message would come again at once, and
/// use up its deliveries during the same outage.
/// </summary>
internal static class OutageHandling
{
    private const int RetriesMax = 3;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);

    private static readonly ResiliencePipeline Retries = new ResiliencePipelineBuilder()
        .AddRetry(
            new()
            {
                ShouldHandle = args => ValueTask.FromResult(IsOutage(args.Outcome)),
                MaxRetryAttempts = RetriesMax,
                Delay = FirstDelay,
                BackoffType = DelayBackoffType.Exponential,
            }
        )
        .Build();

    public static bool IsOutage(Exception fault) =>
        fault switch
        {
            StoreBusyException or StoreUnavailableException => true,
            BudgetBusyException or OrderBusyException => true,
            IdentityProviderUnavailableException => true,
            AggregateException all => all.InnerExceptions.All(IsOutage),
            _ => false,
        };

    /// <summary>Tries an operation a few times within some seconds: most outages are shorter than a lock.</summary>
    /// <param name="hasOutage">Whether a result reports an outage, although nothing was thrown.</param>
    public static async Task<T> Retry<T>(Func<Task<T>> operation, Func<T, bool> hasOutage, CancellationToken ct)
    {
        var attempt = await Retries.ExecuteAsync(
            async _ =>
            {
                var result = await operation();
                return new Attempt<T>(result, hasOutage(result));
            },
            ct
        );
        return attempt.Result;
    }

    /// <inheritdoc cref="Retry{T}(Func{Task{T}}, Func{T, bool}, CancellationToken)"/>
    public static Task<T> Retry<T>(Func<Task<T>> operation, CancellationToken ct) => Retry(operation, _ => false, ct);

    private static bool IsOutage(Outcome<object> outcome) =>
        outcome.Exception is { } fault ? IsOutage(fault) : outcome.Result is Attempt { HasOutage: true };

    private abstract record Attempt(bool HasOutage);

    private sealed record Attempt<T>(T Result, bool HasOutage) : Attempt(HasOutage);
}
