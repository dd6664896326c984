using Azure.Core;
using Azure.Identity;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Points.Cosmos;
using Points.Domain;
using Points.Domain.Notifying;
using Points.Domain.Ports;
using Points.Functions;
using Points.Functions.Access;
using Points.Functions.Archive;
using Points.Functions.Jobs;
using Points.Functions.Notifying;
using Points.Functions.Worker;

// The app in Azure: identity from the platform, settings from the environment, no secret anywhere.
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();

string Setting(string name) => builder.Configuration[name] is { Length: > 0 } value
    ? value
    : throw new InvalidOperationException($"the app setting {name.Replace(":", "__", StringComparison.Ordinal)} is missing");

Gateway? GatewayOf(string channel) => builder.Configuration[$"Notices:{channel}:Url"] is { Length: > 0 } url
    ? new(url.StartsWith("https://", StringComparison.Ordinal) ? new Uri(url) : throw new InvalidOperationException($"the app setting Notices__{channel}__Url must begin with https://"),
        new(Setting($"Notices:{channel}:SigningKey")))
    : null;

builder.Services
    .AddSingleton(TimeProvider.System)
    .AddSingleton<TokenCredential>(_ => new DefaultAzureCredential(
        new DefaultAzureCredentialOptions { ManagedIdentityClientId = builder.Configuration["Cosmos:clientId"] }))
    .AddSingleton(host => CosmosAccount.Connect(new Uri(Setting("Cosmos:accountEndpoint")), host.GetRequiredService<TokenCredential>()))
    .AddSingleton<IWriteOnceFiles>(host => new BlobFiles(new Uri(Setting("Archive:blobServiceUri")), host.GetRequiredService<TokenCredential>()))
    .AddSingleton<IMessageSender>(host => new ServiceBusMessages(Setting("ServiceBus:fullyQualifiedNamespace"), host.GetRequiredService<TokenCredential>()))
    .AddSingleton(_ => new Gateways(GatewayOf("Sms"), GatewayOf("Push")))
    .AddSingleton<INotifier>(host => new HttpNotifier(host.GetRequiredService<Gateways>(), TimeProvider.System))
    .AddSingleton(DeliveryPauses.Default)
    .AddSingleton(InstanceLag.OfSeveral)
    .AddSingleton(_ => TokenTrust.OpenIdConnect(new Uri(Setting("Auth:Authority")), Setting("Auth:Audience")))
    .AddSingleton(new AppSettings(name => builder.Configuration[name]))
    .AddPoints();

await builder.Build().RunAsync();
