using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Runs a function for changes to a container's documents, in order within each partition. Stands in for the attribute
/// of the Cosmos DB extension package, with the properties that the functions use.
/// </summary>
[BindingCapabilities(KnownBindingCapabilities.FunctionLevelRetry)]
public sealed class CosmosDBTriggerAttribute(string databaseName, string containerName) : TriggerBindingAttribute
{
    public string DatabaseName { get; } = databaseName;

    public string ContainerName { get; } = containerName;

    public string? Connection { get; set; }

    public string? LeaseConnection { get; set; }

    public string? LeaseDatabaseName { get; set; }

    public string? LeaseContainerName { get; set; }

    public string? LeaseContainerPrefix { get; set; }

    public bool CreateLeaseContainerIfNotExists { get; set; }

    public bool StartFromBeginning { get; set; }

    public string? StartFromTime { get; set; }

    public int MaxItemsPerInvocation { get; set; }

    /// <summary>How long to wait between polls of the feed, in milliseconds.</summary>
    public int FeedPollDelay { get; set; }
}
