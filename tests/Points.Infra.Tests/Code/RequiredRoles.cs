using Microsoft.Azure.Cosmos;
using Points.Domain.Files;
using Points.Domain.Messaging;
using Points.Functions.Settings;

namespace Points.Infra.Tests.Code;

/// <summary>The roles that the code needs, and for what.</summary>
internal static class RequiredRoles
{
    private static readonly Role Documents = new(
        "00000000-0000-0000-0000-000000000002",
        "Cosmos DB Built-in Data Contributor"
    );
    private static readonly Role Receiver = new(
        "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0",
        "Azure Service Bus Data Receiver"
    );
    private static readonly Role Sender = new("69a216fc-b8fb-44d8-bc22-1f3c2cd27a39", "Azure Service Bus Data Sender");
    private static readonly Role Blobs = new("ba92f5b4-2d11-453d-a403-e96b0029c9fe", "Storage Blob Data Contributor");
    private static readonly Role BlobOwner = new("b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "Storage Blob Data Owner");
    private static readonly Role StorageQueues = new(
        "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        "Storage Queue Data Contributor"
    );
    private static readonly Role Tables = new("0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "Storage Table Data Contributor");
    private static readonly Role Secrets = new("4633458b-17de-408a-b874-0445c86b69e6", "Key Vault Secrets User");
    private static readonly Role Telemetry = new(
        "3913510d-42f4-4e42-8a64-420c390055eb",
        "Monitoring Metrics Publisher"
    );

    private const string HostStorage = "AzureWebJobsStorage__";

    /// <summary>
    /// The roles by kind of trigger. Only blob and queue triggers use queues of the host's storage. A missing kind is
    /// not known to work in Azure.
    /// </summary>
    public static ImmutableDictionary<string, ImmutableArray<RequiredRole>> ByTrigger { get; } =
        new Dictionary<string, ImmutableArray<RequiredRole>>
        {
            ["Http"] = [],
            ["CosmosDB"] =
            [
                new(
                    "follows the change feed and keeps leases",
                    Documents,
                    "Cosmos__accountEndpoint",
                    CodeNames.Database
                ),
            ],
            ["ServiceBus"] =
            [
                .. Triggers.ServiceBusTriggers.Select(trigger => new RequiredRole(
                    "receives messages from a queue",
                    Receiver,
                    "ServiceBus__fullyQualifiedNamespace",
                    trigger.QueueName
                )),
            ],
            ["Blob"] = [new("queues waiting and failed blobs", StorageQueues, HostStorage + "queueServiceUri")],
            ["Queue"] = [new("receives messages from storage queues", StorageQueues, HostStorage + "queueServiceUri")],
            ["Timer"] =
            [
                new("stores the state and the lock of each schedule", BlobOwner, HostStorage + "blobServiceUri"),
            ],
        }.ToImmutableDictionary();

    /// <summary>The roles by class of options. Each class configures a service that the app uses.</summary>
    public static ImmutableDictionary<Type, ImmutableArray<RequiredRole>> ByOptions { get; } =
        new Dictionary<Type, ImmutableArray<RequiredRole>>
        {
            [typeof(CosmosOptions)] =
            [
                new(
                    $"reads and writes documents ({nameof(CosmosClient)})",
                    Documents,
                    "Cosmos__accountEndpoint",
                    CodeNames.Database
                ),
            ],
            [typeof(ServiceBusOptions)] =
            [
                .. CodeNames.QueuesSentTo.Select(queue => new RequiredRole(
                    $"sends messages to a queue ({nameof(IMessageSender)})",
                    Sender,
                    "ServiceBus__fullyQualifiedNamespace",
                    queue
                )),
            ],
            [typeof(ArchiveOptions)] =
            [
                new(
                    $"writes and reads files ({nameof(IWriteOnceFiles)})",
                    Blobs,
                    "Archive__blobServiceUri",
                    CodeNames.ArchiveContainer
                ),
            ],
            [typeof(AuthOptions)] = [],
            [typeof(LimitsOptions)] = [],
            [typeof(ApprovalsOptions)] = [],
            [typeof(KeysOptions)] =
            [
                new("reads the keys that receipts are signed with", Secrets, "Keys__Signing"),
                new("reads the keys of the MACs in stored documents", Secrets, "Keys__Integrity"),
            ],
            [typeof(RetentionOptions)] = [],
            [typeof(NoticesOptions)] =
            [
                new("reads the key that messages are signed with", Secrets, "Notices__Sms__SigningKey"),
                new("reads the key that messages are signed with", Secrets, "Notices__Push__SigningKey"),
            ],
        }.ToImmutableDictionary();

    /// <summary>The roles that the Functions host itself needs.</summary>
    public static ImmutableArray<RequiredRole> ByHost { get; } =
    [
        new("stores keys, locks and the package", BlobOwner, HostStorage + "blobServiceUri"),
        new("stores diagnostic events", Tables, HostStorage + "tableServiceUri"),
        new("sends telemetry", Telemetry, "APPLICATIONINSIGHTS_CONNECTION_STRING"),
    ];

    public static IEnumerable<RequiredRole> All =>
        [
            .. ByHost,
            .. Triggers.Kinds.SelectMany(kind => ByTrigger.GetValueOrDefault(kind, [])),
            .. Settings.OptionClasses.SelectMany(type => ByOptions.GetValueOrDefault(type, [])),
        ];
}
