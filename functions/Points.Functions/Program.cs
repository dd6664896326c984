using Azure.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Points.Cosmos;
using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Files;
using Points.Domain.Messaging;
using Points.Domain.Notifying;
using Points.Functions.Access;
using Points.Functions.Archive;
using Points.Functions.Jobs;
using Points.Functions.Notifying;
using Points.Functions.Observing;
using Points.Functions.Settings;
using Points.Functions.Worker;

namespace Points.Functions;

/// <summary>
/// The app in Azure. The platform gives it its identity, the environment its settings, and the key vault its
/// keys. It stores no secret.
/// </summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Logging.AddRedaction();

        var identity = AppIdentity.From(builder.Configuration);
        // Read at once: without its keys the app must not start.
        var keys = builder.Configuration.ReadOptions<KeysOptions>(KeysOptions.Section).ToSecretKeys();
        builder
            .Services.AddTelemetry(builder.Configuration, WorkerTelemetry.Configure(builder.Configuration, identity))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<TokenCredential>(identity)
            .AddSingleton(keys)
            .AddSingleton(_ => builder.Configuration.ReadOptions<CosmosOptions>(CosmosOptions.Section))
            .AddSingleton(_ => builder.Configuration.ReadOptions<ServiceBusOptions>(ServiceBusOptions.Section))
            .AddSingleton(_ => builder.Configuration.ReadOptions<ArchiveOptions>(ArchiveOptions.Section))
            .AddSingleton(_ => builder.Configuration.ReadOptions<AuthOptions>(AuthOptions.Section))
            .AddSingleton(_ => builder.Configuration.ReadOptions<NoticesOptions>(NoticesOptions.Section))
            .AddSingleton(_ => builder.Configuration.ReadOptions<LimitsOptions>(LimitsOptions.Section))
            .AddSingleton(_ => builder.Configuration.ReadOptions<ApprovalsOptions>(ApprovalsOptions.Section))
            .AddSingleton(_ => builder.Configuration.ReadOptions<RetentionOptions>(RetentionOptions.Section))
            .AddSingleton(host =>
                CosmosAccount
                    .Connect(
                        host.GetRequiredService<CosmosOptions>().AccountEndpoint!,
                        host.GetRequiredService<TokenCredential>()
                    )
                    .WithSeals(host.GetRequiredService<DocumentSeals>())
            )
            .AddSingleton<IWriteOnceFiles>(host => new BlobFiles(
                host.GetRequiredService<ArchiveOptions>().BlobServiceUri!,
                host.GetRequiredService<TokenCredential>()
            ))
            .AddSingleton(host =>
                ServiceBusConnection.Open(
                    host.GetRequiredService<ServiceBusOptions>().FullyQualifiedNamespace!,
                    host.GetRequiredService<TokenCredential>()
                )
            )
            .AddSingleton<IMessageSender, ServiceBusMessageSender>()
            .AddSingleton<IDeadLetters, ServiceBusDeadLetters>()
            .AddSingleton(host => Gateways.For(host.GetRequiredService<NoticesOptions>()))
            .AddSingleton<INotifier>(host => new HttpNotifier(host.GetRequiredService<Gateways>(), TimeProvider.System))
            .AddSingleton(DeliveryRetryDelays.Default)
            .AddSingleton(InstanceLag.ForManyInstances)
            .AddSingleton(host => TokenTrust.OpenIdConnect(host.GetRequiredService<AuthOptions>()))
            .AddSingleton(new AppSettings(name => builder.Configuration[name]))
            .AddPoints();

        await builder.Build().RunAsync();
    }
}
