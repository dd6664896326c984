using Azure.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Points.Cosmos;
using Points.Domain;
using Points.Domain.Notifying;
using Points.Domain.Ports;
using Points.Functions;
using Points.Functions.Access;
using Points.Functions.Archive;
using Points.Functions.Jobs;
using Points.Functions.Notifying;
using Points.Functions.Observing;
using Points.Functions.Settings;
using Points.Functions.Worker;

// The app in Azure: identity from the platform, settings from the environment, no secret anywhere.
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Logging.AddRedaction();

var identity = AppIdentity.Of(builder.Configuration);
builder
    .Services.AddTelemetry(builder.Configuration, WorkerTelemetry.Of(builder.Configuration, identity))
    .AddSingleton(TimeProvider.System)
    .AddSingleton<TokenCredential>(identity)
    .AddSingleton(_ => builder.Configuration.Options<CosmosOptions>(CosmosOptions.Section))
    .AddSingleton(_ => builder.Configuration.Options<ServiceBusOptions>(ServiceBusOptions.Section))
    .AddSingleton(_ => builder.Configuration.Options<ArchiveOptions>(ArchiveOptions.Section))
    .AddSingleton(_ => builder.Configuration.Options<AuthOptions>(AuthOptions.Section))
    .AddSingleton(_ => builder.Configuration.Options<NoticesOptions>(NoticesOptions.Section))
    .AddSingleton(host =>
        CosmosAccount.Connect(
            host.GetRequiredService<CosmosOptions>().AccountEndpoint!,
            host.GetRequiredService<TokenCredential>()
        )
    )
    .AddSingleton<IWriteOnceFiles>(host => new BlobFiles(
        host.GetRequiredService<ArchiveOptions>().BlobServiceUri!,
        host.GetRequiredService<TokenCredential>()
    ))
    .AddSingleton<IMessageSender>(host => new ServiceBusMessages(
        host.GetRequiredService<ServiceBusOptions>().FullyQualifiedNamespace!,
        host.GetRequiredService<TokenCredential>()
    ))
    .AddSingleton(host => Gateways.Of(host.GetRequiredService<NoticesOptions>()))
    .AddSingleton<INotifier>(host => new HttpNotifier(host.GetRequiredService<Gateways>(), TimeProvider.System))
    .AddSingleton(DeliveryPauses.Default)
    .AddSingleton(InstanceLag.OfSeveral)
    .AddSingleton(host => TokenTrust.OpenIdConnect(host.GetRequiredService<AuthOptions>()))
    .AddSingleton(new AppSettings(name => builder.Configuration[name]))
    .AddPoints();

await builder.Build().RunAsync();
