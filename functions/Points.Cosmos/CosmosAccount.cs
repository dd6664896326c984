using Azure.Core;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Observing;

namespace Points.Cosmos;

/// <summary>Connects to a Cosmos DB account in Azure, or to an emulator on this machine.</summary>
public static class CosmosAccount
{
    /// <summary>After this time the outcome of a batch is unknown, and it is sent again.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    public static CosmosClient Connect(Uri endpoint, TokenCredential identity) =>
        new(
            endpoint.ToString(),
            identity,
            new()
            {
                ApplicationName = CosmosContainers.Database,
                // Only the gateway of an account can be reached at an address of this machine.
                ConnectionMode = endpoint.IsLoopback ? ConnectionMode.Gateway : ConnectionMode.Direct,
                // The account has one region. Otherwise the SDK looks for another one while no connection can be made,
                // and repeats a request for minutes.
                LimitToEndpoint = true,
                RequestTimeout = RequestTimeout,
                EnableContentResponseOnWrite = false,
                MaxRetryWaitTimeOnRateLimitedRequests = RequestTimeout,
                CustomHandlers = { new RequestChargeMetrics() },
            }
        );
}
