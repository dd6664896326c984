using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.IdentityModel.Tokens;
using Points.Domain.Ports;
using Points.Functions.Notifying;

namespace Points.Functions.Health;

/// <summary>What the app cannot do its work without, and how each is asked whether it answers: by the cheapest thing that the app itself does with it.</summary>
internal static class Dependencies
{
    /// <summary>How long each may take to answer. Whoever watches the app waits no longer.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(2);

    /// <summary>Of which there is none: what is not there answers as well as what is.</summary>
    private const string Nothing = "health";

    public static IServiceCollection AddDependencies(this IServiceCollection services)
    {
        services
            .AddHealthChecks()
            .Ask<IJobRuns>("store", (store, ct) => store.Find(Nothing, ct))
            .Ask<IMessageSender>("queues", (queues, ct) => queues.Reach(Queues.Settlement, ct))
            .Ask<IWriteOnceFiles>("files", (files, ct) => files.Read(Nothing, ct))
            .Ask<Gateways>(
                "gateways",
                (gateways, _) =>
                    gateways.WithoutKey is []
                        ? Task.CompletedTask
                        : throw new InvalidOperationException(
                            $"no key is set for {string.Join(" and ", gateways.WithoutKey)}"
                        )
            )
            .Ask<TokenValidationParameters>(
                "tokens",
                (trust, ct) => trust.ConfigurationManager?.GetBaseConfigurationAsync(ct) ?? Task.CompletedTask
            );
        return services;
    }

    private static IHealthChecksBuilder Ask<T>(
        this IHealthChecksBuilder checks,
        string name,
        Func<T, CancellationToken, Task> ask
    )
        where T : notnull =>
        checks.Add(new(name, host => new Question<T>(host, ask), HealthStatus.Unhealthy, tags: null, AnswerMax));

    /// <summary>The service is made when it is asked for: that it cannot be is an answer, too.</summary>
    private sealed class Question<T>(IServiceProvider host, Func<T, CancellationToken, Task> ask) : IHealthCheck
        where T : notnull
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            // Not all heed the token at once.
            try
            {
                await ask(host.GetRequiredService<T>(), cancellationToken).WaitAsync(AnswerMax, cancellationToken);
            }
            catch (StoreBusyException)
            {
                // Busy is an answer, too: whoever took instances away for it would leave more to the others.
            }
            return HealthCheckResult.Healthy();
        }
    }
}
