using System.Globalization;
using System.Xml;
using Points.Infra.Tests.Code;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>The templates create the databases, containers and queues that the code uses.</summary>
internal static class DataRules
{
    private const string Database = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases";
    private const string Container = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers";
    private const string Queue = "Microsoft.ServiceBus/namespaces/queues";
    private const string BlobContainer = "Microsoft.Storage/storageAccounts/blobServices/containers";

    private const int LockSecondsMax = 300; // The longest lock that Service Bus supports.
    private const int DeliveriesMax = 2_000; // The largest value that Service Bus supports.

    private const string ContainerList = "cosmos-containers.json";
    private const string QueueList = "service-bus-entities.json";

    public static ImmutableArray<Rule> All =>
        [
            new(
                "The_list_of_containers_matches_the_code",
                folder => NameDifferences(folder, ContainerList, "containers", CodeNames.Containers)
            ),
            new(
                "The_list_of_queues_matches_the_code",
                folder => NameDifferences(folder, QueueList, "queues", CodeNames.Queues)
            ),
            new(
                "Containers_are_created_from_their_list",
                folder => CreationDifferences(folder, Container, ContainerList, "containers", ContainerDifferences)
            ),
            new(
                "Queues_are_created_from_their_list",
                folder => CreationDifferences(folder, Queue, QueueList, "queues", QueueDifferences)
            ),
            new(
                "Queue_settings_are_within_the_limits_of_Service_Bus",
                folder => Items(folder, QueueList, "queues").SelectMany(LimitViolations)
            ),
            new("The_database_has_the_name_that_the_code_uses", DatabaseName),
            new("Every_blob_container_that_the_code_uses_is_created", BlobContainers),
        ];

    private static IEnumerable<Finding> NameDifferences(
        TemplateFolder folder,
        string file,
        string list,
        ImmutableSortedSet<string> wanted
    )
    {
        var found = Items(folder, file, list).Select(NameOf).ToList();
        foreach (var name in wanted.Except(found))
            yield return new($"infra/{file}", 1, $"'{name}' is missing, but the code uses it");
        foreach (var name in found.Except(wanted))
            yield return new($"infra/{file}", 1, $"'{name}' is listed, but the code does not use it");
    }

    private static IEnumerable<Finding> CreationDifferences(
        TemplateFolder folder,
        string type,
        string file,
        string list,
        Func<Value, Value, IEnumerable<string>> findDifferences
    )
    {
        var created = folder.ResourcesOf(type).ToList();
        if (created.Count == 0)
            yield return new("infra/main.bicep", 1, $"there is no {type}");
        foreach (var resource in created.DistinctBy(each => each.Part))
            if (!LoopsOver(resource, file, list))
                yield return Finding.At(
                    resource.Part.Node,
                    $"{resource.Part.Symbol} is not a loop over {list} of {file}, loaded by loadJsonContent"
                );
        foreach (var item in Items(folder, file, list))
        {
            var name = NameOf(item);
            if (created.Find(each => each.Name?.AsText == name && each.IsAlways) is not { } resource)
                yield return new($"infra/{file}", 1, $"no {type} is always created for '{name}'");
            else
                foreach (var difference in findDifferences(resource.Body, item))
                    yield return Finding.At(resource.Part.Node, $"{name}: {difference}");
        }
    }

    /// <summary>Whether the loop runs over that list, directly or through variables.</summary>
    private static bool LoopsOver(Resource resource, string file, string list) =>
        resource.Part.LoopSource is { } source
        && Expand(source, resource.Scope) is var text
        && text.Contains($"/{file}'", StringComparison.Ordinal)
        && text.EndsWith($".{list}", StringComparison.Ordinal);

    /// <summary>The text of an expression with its variables replaced by their values.</summary>
    private static string Expand(Parsing.SyntaxNode node, Scope scope) =>
        node.Kind switch
        {
            "member_expression" => $"{Expand(node.NamedChildren.First(), scope)}.{node.NamedChildren.Last().Text}",
            "identifier" when scope.File.Variables.GetValueOrDefault(node.Text)?.Value is { } value => Expand(
                value,
                scope
            ),
            "call_expression" when RuleChecks.NameOf(node) == "loadJsonContent" => node.Text,
            _ => "",
        };

    private static IEnumerable<string> ContainerDifferences(Value body, Value item) =>
        [
            .. Difference(body.At("properties.resource.id")?.Value, item.At("name")?.Value, "properties.resource.id"),
            .. Difference(
                body.At("properties.resource.partitionKey.paths")?.Value,
                new Value.List([item.At("partitionKey")!.Value]),
                "the partition key"
            ),
            .. Difference(
                body.At("properties.resource.indexingPolicy")?.Value,
                item.At("indexingPolicy")?.Value,
                "the indexing policy"
            ),
            // A template with a time to live that the list does not give would delete ledger entries.
            .. Difference(
                NullIfUnset(body.At("properties.resource.defaultTtl")?.Value),
                NullIfUnset(item.At("defaultTtl")?.Value),
                "defaultTtl"
            ),
        ];

    /// <summary>Treats a literal null as a property that is not set.</summary>
    private static Value? NullIfUnset(Value? value) => value == Value.Null ? null : value;

    private static IEnumerable<string> QueueDifferences(Value body, Value item) =>
        from field in ((Value.Map)item).Fields
        where field.Name != "name"
        from difference in Difference(body.At($"properties.{field.Name}")?.Value, field.Value, field.Name)
        select difference;

    private static IEnumerable<Finding> LimitViolations(Value queue)
    {
        var (seconds, deliveries) = (
            Seconds(queue.At("lockDuration")?.Value.AsText),
            queue.At("maxDeliveryCount")?.Value.ToString()
        );
        if (seconds is not (> 0 and <= LockSecondsMax))
            yield return new(
                $"infra/{QueueList}",
                1,
                $"lockDuration of '{NameOf(queue)}' is {queue.At("lockDuration")?.Value}; "
                    + $"it must be above 0 and at most {LockSecondsMax} seconds"
            );
        if (!int.TryParse(deliveries, CultureInfo.InvariantCulture, out var count) || count is < 1 or > DeliveriesMax)
            yield return new(
                $"infra/{QueueList}",
                1,
                $"maxDeliveryCount of '{NameOf(queue)}' is {deliveries}; it must be from 1 to {DeliveriesMax}"
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

    private static IEnumerable<string> Difference(Value? found, Value? wanted, string what) =>
        found?.ToString() == wanted?.ToString()
            ? []
            : [$"{what} is {found?.ToString() ?? "not set"} instead of {wanted?.ToString() ?? "unset"}"];

    private static IEnumerable<Finding> DatabaseName(TemplateFolder folder)
    {
        var listed = JsonOf(folder, ContainerList).At("database")?.Value.AsText;
        foreach (var name in CodeNames.Databases.Where(name => name != listed))
            yield return new(
                $"infra/{ContainerList}",
                1,
                $"the database is '{listed}', but the code calls it '{name}'"
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
                    $"no container '{CodeNames.ArchiveContainer}' is created in the account "
                        + $"that Archive__blobServiceUri names: {setting.Value}"
                ),
            ];
    }

    private static ImmutableArray<Value> Items(TemplateFolder folder, string file, string list) =>
        (JsonOf(folder, file).At(list)?.Value as Value.List)?.Items ?? [];

    private static Value JsonOf(TemplateFolder folder, string file) =>
        JsonValues.Load(Path.Combine(folder.Infra, file), null);

    private static string NameOf(Value item) => item.At("name")?.Value.AsText ?? "";
}
