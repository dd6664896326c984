using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>Production cannot be deleted by mistake, is closed to the internet, and outlives a zone.</summary>
internal static class ProductionRules
{
    private const string File = "main.prod.bicepparam";
    private const string Locks = "Microsoft.Authorization/locks";

    private static readonly ImmutableArray<string> On = ["locks", "privateNetworking", "zoneRedundant"];

    /// <summary>What holds what cannot be had again.</summary>
    private static readonly ImmutableArray<string> Kept =
    [
        "Microsoft.DocumentDB/databaseAccounts",
        "Microsoft.ServiceBus/namespaces",
        "Microsoft.KeyVault/vaults",
        "Microsoft.OperationalInsights/workspaces",
    ];

    public static ImmutableArray<Rule> All =>
        [
            new("Production_is_locked_closed_and_spread_over_zones", Off),
            new("Locks_are_on_everything_that_holds_data", Unlocked),
        ];

    private static IEnumerable<Finding> Off(TemplateFolder folder)
    {
        var file = folder.Files.FirstOrDefault(each => each.Name == File);
        foreach (var name in On)
            if (file?.Assigned.FirstOrDefault(each => each.Name == name) is not { } assigned)
                yield return new($"infra/{File}", 1, $"{name} is not set");
            else if (assigned.Value?.Text != "true")
                yield return Finding.At(assigned.Node, $"{name} is {assigned.Value?.Text} and not true");
    }

    /// <summary>The host's storage has nothing of value; the archive has.</summary>
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
                    $"no lock against deletion is on {resource.Part.Symbol} ({resource.Type}) when the parameter locks says so"
                );
    }

    /// <summary>With nothing else to decide whether it is there. A lock against writing would stop the next deployment.</summary>
    private static bool IsOn(TemplateFolder folder, Resource @lock, Resource resource) =>
        @lock.At("scope")?.Value is { } scope
        && ReferenceEquals(folder.FindResource(scope), resource)
        && @lock.At("properties.level")?.Value
            is Value.Conditional { Condition: Value.Unknown { Origin: "param locks" }, Then: var level }
        && level.AsText == "CanNotDelete"
        && @lock
            .Condition.DescendantsAndSelf()
            .OfType<Value.Unknown>()
            .All(open => open.Origin is "param locks" or "!=" or "==");
}
