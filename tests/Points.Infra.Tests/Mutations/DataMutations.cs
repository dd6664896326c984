namespace Points.Infra.Tests.Mutations;

internal static class DataMutations
{
    private const string Cosmos = "infra/modules/cosmos.bicep";
    private const string Bus = "infra/modules/service-bus.bicep";
    private const string Queues = "infra/service-bus-entities.json";
    private const string Bounds = "Queues_are_listed_with_what_Service_Bus_takes";
    private const string FromContainers = "Containers_are_made_from_their_list";
    private const string FromQueues = "Queues_are_made_from_their_list";

    public static ImmutableArray<Mutation> All =>
        [
            new(
                "a container that nobody uses is listed",
                "The_list_of_containers_has_what_the_code_names_and_nothing_else",
                "infra/cosmos-containers.json",
                "\"containers\": [",
                "\"containers\": [ { \"name\": \"attic\", \"partitionKey\": \"/id\", \"indexingPolicy\": {} },",
                "'attic' is there"
            ),
            new(
                "a queue that nobody uses is listed",
                "The_list_of_queues_has_what_the_code_names_and_nothing_else",
                "infra/service-bus-entities.json",
                "\"queues\": [",
                "\"queues\": [ { \"name\": \"attic\", \"requiresSession\": false, \"requiresDuplicateDetection\": false, \"lockDuration\": \"PT1M\", \"maxDeliveryCount\": 1 },",
                "'attic' is there"
            ),
            new(
                "some containers are left out of the loop",
                FromContainers,
                Cosmos,
                "for container in layout.containers:",
                "for container in filter(layout.containers, each => each.name != 'leases'):",
                "made of 'leases'"
            ),
            new(
                "containers are made of another list",
                FromContainers,
                Cosmos,
                "for container in layout.containers:",
                "for container in [{ name: 'wallets', partitionKey: '/memberId', indexingPolicy: {} }]:",
                "is not a loop over containers of cosmos-containers.json"
            ),
            new(
                "containers have a partition key of their own",
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
                "documents of every container vanish after a day",
                FromContainers,
                Cosmos,
                "defaultTtl: any(container).?defaultTtl",
                "defaultTtl: 86400",
                "wallets: defaultTtl is 86400 and not left out"
            ),
            new(
                "containers are made under a condition",
                FromContainers,
                Cosmos,
                "for container in layout.containers: {",
                "for container in layout.containers: if (!empty(tags)) {",
                "whatever the parameters are"
            ),
            new(
                "a queue is left out of the loop",
                FromQueues,
                Bus,
                "for queue in entities.queues: {\n    parent",
                "for queue in entities.queues: if (queue.name != 'notices') {\n    parent",
                "made of 'notices'"
            ),
            new(
                "queues have a lock of their own",
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
                "queues find no duplicates",
                FromQueues,
                Bus,
                "      requiresDuplicateDetection: queue.requiresDuplicateDetection\n",
                "",
                "requiresDuplicateDetection is not set"
            ),
            new(
                "queues deliver as often as by default",
                FromQueues,
                Bus,
                "      maxDeliveryCount: queue.maxDeliveryCount\n",
                "",
                "maxDeliveryCount is not set"
            ),
            new(
                "messages are locked for longer than can be",
                Bounds,
                Queues,
                "\"lockDuration\": \"PT5M\"",
                "\"lockDuration\": \"PT5M1S\"",
                "lockDuration of 'settlement' is 'PT5M1S'"
            ),
            new(
                "messages are locked for no time that can be read",
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
                "messages are delivered more often than can be",
                Bounds,
                Queues,
                "\"maxDeliveryCount\": 20\n",
                "\"maxDeliveryCount\": 2001\n",
                "maxDeliveryCount of 'wallet-expiry' is 2001"
            ),
            new(
                "the database is called otherwise in the list",
                "The_database_has_the_name_that_the_code_knows",
                "infra/cosmos-containers.json",
                "\"database\": \"points\"",
                "\"database\": \"loyalty\"",
                "the code calls it 'points'"
            ),
            new(
                "the database is called otherwise in the template",
                "The_database_has_the_name_that_the_code_knows",
                Cosmos,
                "id: layout.database",
                "id: 'loyalty'",
                "is 'loyalty' and not points"
            ),
            new(
                "the archive's container is called otherwise",
                "Every_blob_container_that_the_code_names_is_made",
                "infra/modules/archive.bicep",
                "param containerName string = 'archive'",
                "param containerName string = 'attic'",
                "no container 'archive'"
            ),
        ];
}
