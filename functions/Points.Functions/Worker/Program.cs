using Azure.Identity;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Points.Cosmos;
using Points.Functions;
using Points.Functions.Access;

// The app in Azure: identity from the platform, settings from the environment, no secret anywhere.
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();

string Setting(string name) => builder.Configuration[name] is { Length: > 0 } value
    ? value
    : throw new InvalidOperationException($"the app setting {name.Replace(":", "__", StringComparison.Ordinal)} is missing");

builder.Services
    .AddSingleton(TimeProvider.System)
    .AddSingleton(_ => CosmosAccount.Connect(
        new Uri(Setting("Cosmos:accountEndpoint")),
        new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = builder.Configuration["Cosmos:clientId"] })))
    .AddSingleton(_ => TokenTrust.OpenIdConnect(new Uri(Setting("Auth:Authority")), Setting("Auth:Audience")))
    .AddPoints();

await builder.Build().RunAsync();
