using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>
/// Production cannot be deleted by mistake, is closed to the internet, and survives the loss of a zone.
/// </summary>
internal static class ProductionRules
{
    private const string File = "main.prod.bicepparam";
    private const string Locks = "Microsoft.Authorization/locks";

    private static readonly ImmutableArray<string> On = ["locks", "privateNetworking", "zoneRedundant"];

    /// <summary>Types that hold data which cannot be restored.</summary>
    private static readonly ImmutableArray<string> Kept =
    [
        "Microsoft.DocumentDB/databaseAccounts",
        "Microsoft.ServiceBus/namespaces",
        "Microsoft.KeyVault/vaults",
        "Microsoft.OperationalInsights/workspaces",
    ];

    public static ImmutableArray<Rule> All =>
        [
            new("Production_is_locked_private_and_zone_redundant", Off),
            new("Every_resource_that_holds_data_has_a_lock", Unlocked),
        ];

    private static IEnumerable<Finding> Off(TemplateFolder folder)
    {
        var file = folder.Files.FirstOrDefault(each => each.Name == File);
        foreach (var name in On)
            if (file?.Assigned.FirstOrDefault(each => each.Name == name) is not { } assigned)
                yield return new($"infra/{File}", 1, $"{name} is not set");
            else if (assigned.Value?.Text != "true")
                yield return Finding.At(assigned.Node, $"{name} is {assigned.Value?.Text} instead of true");
    }

    /// <summary>
    /// The archive's storage account needs a lock; the Functions host's account holds nothing of value.
    /// </summary>
    private static IEnumerable<Finding> Unlocked(TemplateFolder folder)
    {
        var archive = folder.Setting("Archive__blobServiceUri") is { } setting ? folder.ResourcesIn(setting.Value) : [];
        foreach (
            var resource in folder
                .Resources.Where(each => !each.Part.IsExisting && Kept.Contains(each.Type))
                .Concat(archive)
        )
            if (!folder.ResourcesOf(Locks).Any(each => IsOn(folder, each, resource)))
                yield return Finding.At(
                    resource.Part.Node,
                    $"no lock against deletion is on {resource.Part.Symbol} ({resource.Type}) "
                        + "when the parameter locks is true"
                );
    }

    /// <summary>
    /// Whether the parameter <c>locks</c> alone decides about the lock. The level must be CanNotDelete, because
    /// ReadOnly would stop the next deployment.
    /// </summary>
    private static bool IsOn(TemplateFolder folder, Resource @lock, Resource resource) =>
        @lock.At("scope")?.Value is { } scope
        && ReferenceEquals(folder.FindResource(scope), resource)
        && @lock.At("properties.level")?.Value
            is Value.Conditional { Condition: Value.Unknown { Origin: "param locks" }, Then: var level }
        && level.AsText == "CanNotDelete"
        && @lock
            .Condition.DescendantsAndSelf()
            .OfType<Value.Unknown>()
            .All(unknown => unknown.Origin is "param locks" or "!=" or "==");
}
