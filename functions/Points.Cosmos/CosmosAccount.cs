using Azure.Core;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Observing;

namespace Points.Cosmos;

/// <summary>Connects to a Cosmos DB account in Azure.</summary>
public static class CosmosAccount
{
    /// <summary>After this time the outcome of a batch is unknown, and it is sent again.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(6);

    public static CosmosClient Connect(Uri endpoint, TokenCredential identity) =>
        new(
            endpoint.ToString(),
            identity,
            new()
            {
                ApplicationName = CosmosContainers.Database,
                ConnectionMode = ConnectionMode.Direct,
                RequestTimeout = RequestTimeout,
                EnableContentResponseOnWrite = false,
                MaxRetryWaitTimeOnRateLimitedRequests = RequestTimeout,
                CustomHandlers = { new RequestChargeMetrics() },
            }
        );
}
