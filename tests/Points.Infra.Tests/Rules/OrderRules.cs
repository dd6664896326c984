using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>A first deployment finds what it needs: nothing is there yet but what it has made before.</summary>
internal static class OrderRules
{
    /// <summary>What must be there first although no template names it.</summary>
    private static readonly ImmutableArray<(string Later, string First, string Why)> Pairs =
    [
        ("Microsoft.Web/sites", "Microsoft.Network/privateEndpoints", "the host reads its package through them"),
    ];

    public static ImmutableArray<Rule> All =>
        [
            new("What_a_template_finds_is_made_before_it", Found),
            new("What_is_needed_without_being_named_is_made_first", Unnamed),
        ];

    /// <summary>A resource that is declared as existing is made by another module first, or, in the same file, before what names it.</summary>
    private static IEnumerable<Finding> Found(TemplateFolder folder)
    {
        foreach (var existing in folder.Resources.Where(each => each.Part.IsExisting))
            if (
                folder.FindResource(
                    new Value.ResourceReference(existing.Scope, existing.Part.Symbol, existing.Index, "")
                ) is
                { } made
            )
                foreach (var user in Users(existing, made).Where(user => !user.IsAfter(made)))
                    yield return Finding.At(
                        user.Part.Node,
                        $"{user.Part.Symbol} of {user.File} needs {made.Part.Symbol} of {made.File}, which may not be there yet: nothing makes it wait"
                    );
            // A part of what is made may be written in it, as subnets are in their network.
            else if (folder.Parent(existing) is null)
                yield return Finding.At(
                    existing.Part.Node,
                    $"{existing.Part.Symbol} ({existing.Type}) is to be there already, and no template makes {existing.Name}"
                );
    }

    /// <summary>In a module of its own it waits as the module does.</summary>
    private static IEnumerable<Resource> Users(Resource existing, Resource made) =>
        ReferenceEquals(existing.Scope, made.Scope)
            ? existing
                .Scope.Resources.Where(each =>
                    !each.Part.IsExisting && existing.Scope.File.IsAfter(each.Part.Symbol, existing.Part.Symbol)
                )
                .DistinctBy(each => each.Part)
            : [existing];

    private static IEnumerable<Finding> Unnamed(TemplateFolder folder) =>
        from pair in Pairs
        from later in folder.ResourcesOf(pair.Later)
        from first in folder.ResourcesOf(pair.First).DistinctBy(each => each.Part)
        where !later.IsAfter(first)
        select Finding.At(
            later.Part.Node,
            $"{later.Part.Symbol} does not wait for {first.Part.Symbol} of {first.File}: {pair.Why}"
        );
}
