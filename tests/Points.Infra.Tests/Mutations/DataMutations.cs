using Points.Infra.Tests.Rules;

namespace Points.Infra.Tests.Mutations;

/// <summary>Mutations that break the rules of <see cref="DataRules"/>.</summary>
internal static class DataMutations
{
    private const string Cosmos = "infra/modules/cosmos.bicep";
    private const string Bus = "infra/modules/service-bus.bicep";
    private const string Queues = "infra/service-bus-entities.json";
    private const string Bounds = "Queue_settings_are_within_the_limits_of_Service_Bus";
    private const string FromContainers = "Containers_are_created_from_their_list";
    private const string FromQueues = "Queues_are_created_from_their_list";

    public static ImmutableArray<Mutation> All =>
        [
            new(
                "an unused container is listed",
                "The_list_of_containers_matches_the_code",
                "infra/cosmos-containers.json",
                "\"containers\": [",
                "\"containers\": [ { \"name\": \"unused\", \"partitionKey\": \"/id\", \"indexingPolicy\": {} },",
                "'unused' is listed"
            ),
            new(
                "an unused queue is listed",
                "The_list_of_queues_matches_the_code",
                "infra/service-bus-entities.json",
                "\"queues\": [",
                "\"queues\": [ { \"name\": \"unused\", \"requiresSession\": false, "
                    + "\"requiresDuplicateDetection\": false, \"lockDuration\": \"PT1M\", \"maxDeliveryCount\": 1 },",
                "'unused' is listed"
            ),
            new(
                "some containers are left out of the loop",
                FromContainers,
                Cosmos,
                "for container in layout.containers:",
                "for container in filter(layout.containers, each => each.name != 'leases'):",
                "created for 'leases'"
            ),
            new(
                "containers are created from another list",
                FromContainers,
                Cosmos,
                "for container in layout.containers:",
                "for container in [{ name: 'wallets', partitionKey: '/memberId', indexingPolicy: {} }]:",
                "is not a loop over containers of cosmos-containers.json"
            ),
            new(
                "containers have a fixed partition key",
                FromContainers,
                Cosmos,
                "[container.partitionKey]",
                "['/id']",
                "wallets: the partition key is ['/id']"
            ),
            new(
                "containers index everything",
                FromContainers,
                Cosmos,
                "indexingPolicy: container.indexingPolicy\n",
                "\n",
                "wallets: the indexing policy is not set"
            ),
            new(
                "documents of every container expire after a day",
                FromContainers,
                Cosmos,
                "defaultTtl: any(container).?defaultTtl",
                "defaultTtl: 86400",
                "wallets: defaultTtl is 86400 instead of unset"
            ),
            new(
                "containers are created under a condition",
                FromContainers,
                Cosmos,
                "for container in layout.containers: {",
                "for container in layout.containers: if (!empty(tags)) {",
                "is always created for"
            ),
            new(
                "a queue is left out of the loop",
                FromQueues,
                Bus,
                "for queue in entities.queues: {\n    parent",
                "for queue in entities.queues: if (queue.name != 'notices') {\n    parent",
                "created for 'notices'"
            ),
            new(
                "queues have a fixed lock duration",
                FromQueues,
                Bus,
                "lockDuration: queue.lockDuration",
                "lockDuration: 'PT30S'",
                "lockDuration is 'PT30S'"
            ),
            new(
                "queues have no sessions",
                FromQueues,
                Bus,
                "requiresSession: queue.requiresSession",
                "requiresSession: null",
                "merchant-events: requiresSession is null"
            ),
            new(
                "queues do not detect duplicates",
                FromQueues,
                Bus,
                "      requiresDuplicateDetection: queue.requiresDuplicateDetection\n",
                Replacement: "",
                "requiresDuplicateDetection is not set"
            ),
            new(
                "queues use the default delivery count",
                FromQueues,
                Bus,
                "      maxDeliveryCount: queue.maxDeliveryCount\n",
                Replacement: "",
                "maxDeliveryCount is not set"
            ),
            new(
                "messages are locked for too long",
                Bounds,
                Queues,
                "\"lockDuration\": \"PT5M\"",
                "\"lockDuration\": \"PT5M1S\"",
                "lockDuration of 'settlement' is 'PT5M1S'"
            ),
            new(
                "the lock duration is unreadable",
                Bounds,
                Queues,
                "\"lockDuration\": \"PT1M\"",
                "\"lockDuration\": \"1m\"",
                "lockDuration of 'merchant-events' is '1m'"
            ),
            new(
                "messages are never delivered",
                Bounds,
                Queues,
                "\"PT1M\",\n      \"maxDeliveryCount\": 100\n",
                "\"PT1M\",\n      \"maxDeliveryCount\": 0\n",
                "maxDeliveryCount of 'merchant-events' is 0"
            ),
            new(
                "messages are delivered too often",
                Bounds,
                Queues,
                "\"maxDeliveryCount\": 20\n",
                "\"maxDeliveryCount\": 2001\n",
                "maxDeliveryCount of 'wallet-expiry' is 2001"
            ),
            new(
                "the list has another database name",
                "The_database_has_the_name_that_the_code_uses",
                "infra/cosmos-containers.json",
                "\"database\": \"points\"",
                "\"database\": \"loyalty\"",
                "the code calls it 'points'"
            ),
            new(
                "the template has another database name",
                "The_database_has_the_name_that_the_code_uses",
                Cosmos,
                "id: layout.database",
                "id: 'loyalty'",
                "is 'loyalty' instead of points"
            ),
            new(
                "the archive's container has another name",
                "Every_blob_container_that_the_code_uses_is_created",
                "infra/modules/archive.bicep",
                "param containerName string = 'archive'",
                "param containerName string = 'other'",
                "no container 'archive'"
            ),
        ];
}
