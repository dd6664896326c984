namespace Points.Infra.Tests.Templates;

/// <summary>Which resource is meant: by itself, or by a declaration of one that exists.</summary>
internal static class ResourceLookup
{
    /// <summary>The resource that a value speaks of; null if it is none that the templates make.</summary>
    public static Resource? FindResource(this TemplateFolder folder, Value value)
    {
        if (value is not Value.ResourceReference of)
            return null;
        var named = of.Scope.Resources.FirstOrDefault(each => each.Part.Symbol == of.Symbol && each.Index == of.Index);
        return named is { Part.IsExisting: true } ? folder.FindExisting(named) : named;
    }

    /// <summary>All resources that a value is made of.</summary>
    public static IEnumerable<Resource> ResourcesIn(this TemplateFolder folder, Value value) =>
        value.DescendantsAndSelf().Select(folder.FindResource).OfType<Resource>().Distinct();

    /// <summary>The resource that this is a part of.</summary>
    public static Resource? Parent(this TemplateFolder folder, Resource resource) =>
        resource.Part.ParentSymbol is { } around
            ? folder.FindResource(new Value.ResourceReference(resource.Scope, around, 0, ""))
        : resource.At("parent") is { } parent ? folder.FindResource(parent.Value)
        : null;

    /// <summary>This, its parent, and so on.</summary>
    public static IEnumerable<Resource> AncestorsAndSelf(this TemplateFolder folder, Resource? resource)
    {
        for (; resource is not null; resource = folder.Parent(resource))
            yield return resource;
    }

    private static Resource? FindExisting(this TemplateFolder folder, Resource existing) =>
        folder.Resources.FirstOrDefault(made =>
            made.Is(existing.Type)
            && existing.Name is { } name
            && (
                name.ToString() == made.Name?.ToString()
                || (
                    name is Value.ResourceReference { Path: ".name" }
                    && folder.FindResource(name) is { } meant
                    && ReferenceEquals(meant, made)
                )
            )
        );
}
