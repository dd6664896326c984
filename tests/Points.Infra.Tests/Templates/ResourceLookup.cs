namespace Points.Infra.Tests.Templates;

/// <summary>Finds the resource that a value refers to, directly or by a declaration of an existing resource.</summary>
internal static class ResourceLookup
{
    /// <summary>The resource that a value refers to; null if the templates do not create it.</summary>
    public static Resource? FindResource(this TemplateFolder folder, Value value)
    {
        if (value is not Value.ResourceReference reference)
            return null;
        var declared = reference.Scope.Resources.FirstOrDefault(each =>
            each.Part.Symbol == reference.Symbol && each.Index == reference.Index
        );
        return declared is { Part.IsExisting: true } ? folder.FindExisting(declared) : declared;
    }

    /// <summary>All resources that a value refers to.</summary>
    public static IEnumerable<Resource> ResourcesIn(this TemplateFolder folder, Value value) =>
        value.DescendantsAndSelf().Select(folder.FindResource).OfType<Resource>().Distinct();

    /// <summary>The parent of a resource; null if it has none.</summary>
    public static Resource? Parent(this TemplateFolder folder, Resource resource) =>
        resource.Part.ParentSymbol is { } parentSymbol
            ? folder.FindResource(new Value.ResourceReference(resource.Scope, parentSymbol, 0, ""))
        : resource.At("parent") is { } parent ? folder.FindResource(parent.Value)
        : null;

    /// <summary>A resource, its parent, and so on.</summary>
    public static IEnumerable<Resource> AncestorsAndSelf(this TemplateFolder folder, Resource? resource)
    {
        for (; resource is not null; resource = folder.Parent(resource))
            yield return resource;
    }

    private static Resource? FindExisting(this TemplateFolder folder, Resource existing) =>
        folder.Resources.FirstOrDefault(created =>
            created.Is(existing.Type)
            && existing.Name is { } name
            && (
                name.ToString() == created.Name?.ToString()
                || (
                    name is Value.ResourceReference { Path: ".name" }
                    && folder.FindResource(name) is { } named
                    && ReferenceEquals(named, created)
                )
            )
        );
}
