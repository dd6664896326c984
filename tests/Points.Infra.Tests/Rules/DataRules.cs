using System.Globalization;
using System.Xml;
using Points.Infra.Tests.Code;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>What the code keeps things in is what the templates make.</summary>
internal static class DataRules
{
    private const string Database = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases";
    private const string Container = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers";
    private const string Queue = "Microsoft.ServiceBus/namespaces/queues";
    private const string BlobContainer = "Microsoft.Storage/storageAccounts/blobServices/containers";

    private const int LockSecondsMax = 300; // Service Bus holds no lock longer at a time.
    private const int DeliveriesMax = 2_000; // Service Bus counts no further.

    private const string ContainerList = "cosmos-containers.json";
    private const string QueueList = "service-bus-entities.json";

    public static ImmutableArray<Rule> All =>
        [
            new(
                "The_list_of_containers_has_what_the_code_names_and_nothing_else",
                folder => SameNames(folder, ContainerList, "containers", CodeNames.Containers)
            ),
            new(
                "The_list_of_queues_has_what_the_code_names_and_nothing_else",
                folder => SameNames(folder, QueueList, "queues", CodeNames.Queues)
            ),
            new(
                "Containers_are_made_from_their_list",
                folder => MadeFrom(folder, Container, ContainerList, "containers", ContainerFaults)
            ),
            new("Queues_are_made_from_their_list", folder => MadeFrom(folder, Queue, QueueList, "queues", QueueFaults)),
            new(
                "Queues_are_listed_with_what_Service_Bus_takes",
                folder => Items(folder, QueueList, "queues").SelectMany(BoundsOf)
            ),
            new("The_database_has_the_name_that_the_code_knows", DatabaseName),
            new("Every_blob_container_that_the_code_names_is_made", BlobContainers),
        ];

    private static IEnumerable<Finding> SameNames(
        TemplateFolder folder,
        string file,
        string list,
        ImmutableSortedSet<string> wanted
    )
    {
        var found = Items(folder, file, list).Select(NameOf).ToList();
        foreach (var name in wanted.Except(found))
            yield return new($"infra/{file}", 1, $"'{name}' is missing, which the code names");
        foreach (var name in found.Except(wanted))
            yield return new($"infra/{file}", 1, $"'{name}' is there, and nothing in the code names it");
    }

    private static IEnumerable<Finding> MadeFrom(
        TemplateFolder folder,
        string type,
        string file,
        string list,
        Func<Value, Value, IEnumerable<string>> faults
    )
    {
        var made = folder.ResourcesOf(type).ToList();
        if (made.Count == 0)
            yield return new("infra/main.bicep", 1, $"there is no {type}");
        foreach (var resource in made.DistinctBy(each => each.Part))
            if (!LoopsOver(resource, file, list))
                yield return Finding.At(
                    resource.Part.Node,
                    $"{resource.Part.Symbol} is not a loop over {list} of {file}, loaded by loadJsonContent"
                );
        foreach (var item in Items(folder, file, list))
        {
            var name = NameOf(item);
            if (made.Find(each => each.Name?.AsText == name && each.IsAlways) is not { } resource)
                yield return new($"infra/{file}", 1, $"no {type} is made of '{name}' whatever the parameters are");
            else
                foreach (var fault in faults(resource.Body, item))
                    yield return Finding.At(resource.Part.Node, $"{name}: {fault}");
        }
    }

    /// <summary>Whether the loop's source is that list, under whatever names variables give it.</summary>
    private static bool LoopsOver(Resource resource, string file, string list) =>
        resource.Part.Loop is { } loop
        && Source(loop.NamedChildren.ElementAt(1), resource.Scope) is var text
        && text.Contains($"/{file}'", StringComparison.Ordinal)
        && text.EndsWith($".{list}", StringComparison.Ordinal);

    /// <summary>An expression with the variables in front of its points replaced by what they stand for.</summary>
    private static string Source(Parsing.SyntaxNode node, Scope scope) =>
        node.Kind switch
        {
            "member_expression" => $"{Source(node.NamedChildren.First(), scope)}.{node.NamedChildren.Last().Text}",
            "identifier" when scope.File.Variables.GetValueOrDefault(node.Text)?.Value is { } value => Source(
                value,
                scope
            ),
            "call_expression" when RuleChecks.NameOf(node) == "loadJsonContent" => node.Text,
            _ => "",
        };

    private static IEnumerable<string> ContainerFaults(Value body, Value item) =>
        [
            .. Differs(body.At("properties.resource.id")?.Value, item.At("name")?.Value, "properties.resource.id"),
            .. Differs(
                body.At("properties.resource.partitionKey.paths")?.Value,
                new Value.List([item.At("partitionKey")!.Value]),
                "the partition key"
            ),
            .. Differs(
                body.At("properties.resource.indexingPolicy")?.Value,
                item.At("indexingPolicy")?.Value,
                "the indexing policy"
            ),
            // With one that is not listed, ledgers would vanish when it has passed.
            .. Differs(
                Set(body.At("properties.resource.defaultTtl")?.Value),
                Set(item.At("defaultTtl")?.Value),
                "defaultTtl"
            ),
        ];

    private static Value? Set(Value? value) => value == Value.Null ? null : value;

    private static IEnumerable<string> QueueFaults(Value body, Value item) =>
        from field in ((Value.Map)item).Fields
        where field.Name != "name"
        from fault in Differs(body.At($"properties.{field.Name}")?.Value, field.Value, field.Name)
        select fault;

    private static IEnumerable<Finding> BoundsOf(Value queue)
    {
        var (seconds, deliveries) = (
            Seconds(queue.At("lockDuration")?.Value.AsText),
            queue.At("maxDeliveryCount")?.Value.ToString()
        );
        if (seconds is not (> 0 and <= LockSecondsMax))
            yield return new(
                $"infra/{QueueList}",
                1,
                $"lockDuration of '{NameOf(queue)}' is {queue.At("lockDuration")?.Value} and not between nothing and {LockSecondsMax} seconds"
            );
        if (!int.TryParse(deliveries, CultureInfo.InvariantCulture, out var count) || count is < 1 or > DeliveriesMax)
            yield return new(
                $"infra/{QueueList}",
                1,
                $"maxDeliveryCount of '{NameOf(queue)}' is {deliveries} and not from 1 to {DeliveriesMax}"
            );
    }

    private static double? Seconds(string? duration)
    {
        try
        {
            return duration is null ? null : XmlConvert.ToTimeSpan(duration).TotalSeconds;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Differs(Value? found, Value? wanted, string what) =>
        found?.ToString() == wanted?.ToString()
            ? []
            : [$"{what} is {found?.ToString() ?? "not set"} and not {wanted?.ToString() ?? "left out"}"];

    private static IEnumerable<Finding> DatabaseName(TemplateFolder folder)
    {
        var listed = JsonOf(folder, ContainerList).At("database")?.Value.AsText;
        foreach (var name in CodeNames.Databases.Where(name => name != listed))
            yield return new(
                $"infra/{ContainerList}",
                1,
                $"the database is '{listed}', and the code calls it '{name}'"
            );
        foreach (var finding in folder.RequireProperty(Database, "name", listed!))
            yield return finding;
        foreach (var finding in folder.RequireProperty(Database, "properties.resource.id", listed!))
            yield return finding;
    }

    private static IEnumerable<Finding> BlobContainers(TemplateFolder folder)
    {
        if (folder.Setting("Archive__blobServiceUri") is not { } setting)
            return [];
        var accounts = folder.ResourcesIn(setting.Value).ToList();
        return folder
            .ResourcesOf(BlobContainer)
            .Any(container =>
                container.Name?.AsText == CodeNames.ArchiveContainer
                && container.IsAlways
                && folder.AncestorsAndSelf(container).Any(accounts.Contains)
            )
            ? []
            :
            [
                new(
                    "infra/main.bicep",
                    1,
                    $"no container '{CodeNames.ArchiveContainer}' is made in the account that Archive__blobServiceUri leads to: {setting.Value}"
                ),
            ];
    }

    private static ImmutableArray<Value> Items(TemplateFolder folder, string file, string list) =>
        (JsonOf(folder, file).At(list)?.Value as Value.List)?.Items ?? [];

    private static Value JsonOf(TemplateFolder folder, string file) =>
        JsonValues.Load(Path.Combine(folder.Infra, file), null);

    private static string NameOf(Value item) => item.At("name")?.Value.AsText ?? "";
}
