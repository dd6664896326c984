using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>A first deployment creates every resource before it is used.</summary>
internal static class OrderRules
{
    /// <summary>Resources that must exist first although no template refers to them.</summary>
    private static readonly ImmutableArray<(string Later, string First, string Why)> Pairs =
    [
        ("Microsoft.Web/sites", "Microsoft.Network/privateEndpoints", "the host reads its package through them"),
    ];

    public static ImmutableArray<Rule> All =>
        [
            new("Existing_resources_are_created_before_they_are_used", UsedTooEarly),
            new("Implicit_dependencies_are_created_first", NotAwaited),
        ];

    /// <summary>
    /// A resource that is declared as existing is created earlier, by another module or in the same file.
    /// </summary>
    private static IEnumerable<Finding> UsedTooEarly(TemplateFolder folder)
    {
        foreach (var existing in folder.Resources.Where(each => each.Part.IsExisting))
            if (
                folder.FindResource(
                    new Value.ResourceReference(existing.Scope, existing.Part.Symbol, existing.Index, "")
                ) is
                { } created
            )
                foreach (var user in Users(existing, created).Where(user => !user.IsAfter(created)))
                    yield return Finding.At(
                        user.Part.Node,
                        $"{user.Part.Symbol} of {user.File} needs {created.Part.Symbol} of {created.File}, "
                            + "which may not exist yet: nothing makes it wait"
                    );
            // A child may be declared inside its parent, like subnets in their network.
            else if (folder.Parent(existing) is null)
                yield return Finding.At(
                    existing.Part.Node,
                    $"{existing.Part.Symbol} ({existing.Type}) is declared as existing, "
                        + $"but no template creates {existing.Name}"
                );
    }

    /// <summary>The resources that must wait. In another module, the existing resource waits with its module.</summary>
    private static IEnumerable<Resource> Users(Resource existing, Resource created) =>
        ReferenceEquals(existing.Scope, created.Scope)
            ? existing
                .Scope.Resources.Where(each =>
                    !each.Part.IsExisting && existing.Scope.File.IsAfter(each.Part.Symbol, existing.Part.Symbol)
                )
                .DistinctBy(each => each.Part)
            : [existing];

    private static IEnumerable<Finding> NotAwaited(TemplateFolder folder) =>
        from pair in Pairs
        from later in folder.ResourcesOf(pair.Later)
        from first in folder.ResourcesOf(pair.First).DistinctBy(each => each.Part)
        where !later.IsAfter(first)
        select Finding.At(
            later.Part.Node,
            $"{later.Part.Symbol} does not wait for {first.Part.Symbol} of {first.File}: {pair.Why}"
        );
}
