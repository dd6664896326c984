namespace Points.Infra.Tests.Templates;

/// <summary>Which resource is meant: by itself, or by a declaration of one that exists.</summary>
internal static class Identification
{
    /// <summary>The resource that a value speaks of; null if it is none that the templates make.</summary>
    public static Resource? ResourceOf(this TemplateFolder folder, Value value)
    {
        if (value is not Value.Of of)
            return null;
        var named = of.Scope.Resources.FirstOrDefault(each => each.Part.Symbol == of.Symbol && each.Index == of.Index);
        return named is { Part.IsExisting: true } ? folder.Existing(named) : named;
    }

    /// <summary>All resources that a value is made of.</summary>
    public static IEnumerable<Resource> ResourcesIn(this TemplateFolder folder, Value value) =>
        value.All().Select(folder.ResourceOf).OfType<Resource>().Distinct();

    /// <summary>The resource that this is a part of.</summary>
    public static Resource? Parent(this TemplateFolder folder, Resource resource) =>
        resource.Part.Within is { } around ? folder.ResourceOf(new Value.Of(resource.Scope, around, 0, ""))
        : resource.At("parent") is { } parent ? folder.ResourceOf(parent.Value)
        : null;

    /// <summary>This, its parent, and so on.</summary>
    public static IEnumerable<Resource> Upwards(this TemplateFolder folder, Resource? resource)
    {
        for (; resource is not null; resource = folder.Parent(resource))
            yield return resource;
    }

    private static Resource? Existing(this TemplateFolder folder, Resource existing) =>
        folder.Resources.FirstOrDefault(made =>
            made.Is(existing.Type)
            && existing.Name is { } name
            && (
                name.ToString() == made.Name?.ToString()
                || (
                    name is Value.Of { Path: ".name" }
                    && folder.ResourceOf(name) is { } meant
                    && ReferenceEquals(meant, made)
                )
            )
        );
}
