using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Points.Domain;
using Points.Domain.Files;
using Points.Domain.Jobs;
using Points.Domain.Messaging;
using Points.Functions.Access;
using Points.Functions.Notifying;

namespace Points.Functions.Health;

/// <summary>
/// Checks that each service that the app depends on answers. Each check is the cheapest operation that the app itself
/// performs on that service.
/// </summary>
internal static class DependencyChecks
{
    /// <summary>How long a service may take to answer. Monitors that call the app wait no longer than this.</summary>
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(2);

    /// <summary>A name that does not exist. Looking it up shows as well that the service answers.</summary>
    private const string MissingName = "health";

    public static IServiceCollection AddDependencyChecks(this IServiceCollection services)
    {
        services
            .AddHealthChecks()
            .AddDependencyCheck<IJobRuns>("store", (store, ct) => store.Find(MissingName, ct))
            .AddDependencyCheck<IMessageSender>("queues", (queues, ct) => queues.CheckReachable(Queues.Settlement, ct))
            .AddDependencyCheck<IWriteOnceFiles>("files", (files, ct) => files.Read(MissingName, ct))
            .AddDependencyCheck<Gateways>(
                "gateways",
                (gateways, _) =>
                    gateways.ChannelsWithoutKey is []
                        ? Task.CompletedTask
                        : throw new InvalidOperationException(
                            $"no signing key is set for {string.Join(" and ", gateways.ChannelsWithoutKey)}"
                        )
            )
            .AddDependencyCheck<TokenTrust>(
                "tokens",
                (trust, ct) =>
                    trust.Parameters.ConfigurationManager?.GetBaseConfigurationAsync(ct) ?? Task.CompletedTask
            );
        return services;
    }

    private static IHealthChecksBuilder AddDependencyCheck<T>(
        this IHealthChecksBuilder checks,
        string name,
        Func<T, CancellationToken, Task> check
    )
        where T : notnull =>
        checks.Add(
            new(name, host => new DependencyCheck<T>(host, check), HealthStatus.Unhealthy, tags: null, AnswerTimeMax)
        );

    /// <summary>Resolves the service only when it runs, so that a failing constructor makes the check fail.</summary>
    private sealed class DependencyCheck<T>(IServiceProvider services, Func<T, CancellationToken, Task> check)
        : IHealthCheck
        where T : notnull
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            // Some clients react late to cancellation, so the wait has a limit of its own.
            try
            {
                var service = services.GetRequiredService<T>();
                await check(service, cancellationToken).WaitAsync(AnswerTimeMax, cancellationToken);
            }
            catch (StoreBusyException)
            {
                // A busy service does answer. Taking this instance away would only put more load on the others.
            }
            return HealthCheckResult.Healthy();
        }
    }
}
