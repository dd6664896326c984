using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.IdentityModel.Tokens;
using Points.Domain;
using Points.Domain.Files;
using Points.Domain.Jobs;
using Points.Domain.Messaging;
using Points.Functions.Notifying;

namespace Points.Functions.Health;

/// <summary>What the app cannot do its work without, and how each is asked whether it answers: by the cheapest thing that the app itself does with it.</summary>
internal static class DependencyChecks
{
    /// <summary>How long each may take to answer. Whoever watches the app waits no longer.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(2);

    /// <summary>Of which there is none: what is not there answers as well as what is.</summary>
    private const string Nothing = "health";

    public static IServiceCollection AddDependencyChecks(this IServiceCollection services)
    {
        services
            .AddHealthChecks()
            .AddDependencyCheck<IJobRuns>("store", (store, ct) => store.Find(Nothing, ct))
            .AddDependencyCheck<IMessageSender>("queues", (queues, ct) => queues.CheckReachable(Queues.Settlement, ct))
            .AddDependencyCheck<IWriteOnceFiles>("files", (files, ct) => files.Read(Nothing, ct))
            .AddDependencyCheck<Gateways>(
                "gateways",
                (gateways, _) =>
                    gateways.ChannelsWithoutKey is []
                        ? Task.CompletedTask
                        : throw new InvalidOperationException(
                            $"no key is set for {string.Join(" and ", gateways.ChannelsWithoutKey)}"
                        )
            )
            .AddDependencyCheck<TokenValidationParameters>(
                "tokens",
                (trust, ct) => trust.ConfigurationManager?.GetBaseConfigurationAsync(ct) ?? Task.CompletedTask
            );
        return services;
    }

    private static IHealthChecksBuilder AddDependencyCheck<T>(
        this IHealthChecksBuilder checks,
        string name,
        Func<T, CancellationToken, Task> ask
    )
        where T : notnull =>
        checks.Add(new(name, host => new DependencyCheck<T>(host, ask), HealthStatus.Unhealthy, tags: null, AnswerMax));

    /// <summary>The service is made when it is asked for: that it cannot be is an answer, too.</summary>
    private sealed class DependencyCheck<T>(IServiceProvider host, Func<T, CancellationToken, Task> ask) : IHealthCheck
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
