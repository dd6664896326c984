namespace Points.Infra.Tests.Code;

/// <summary>A built-in role of Azure.</summary>
/// <param name="Id">The role's id, which is the same in every tenant.</param>
internal sealed record Role(string Id, string Name);

/// <summary>A role that the app's code needs.</summary>
/// <param name="Setting">The app setting that names the resource.</param>
/// <param name="Part">The child of the resource that is enough, such as one queue; null for the whole.</param>
internal sealed record RequiredRole(string Purpose, Role Role, string Setting, string? Part = null)
{
    public string ScopeText => Part is null ? "the resource" : $"'{Part}' in the resource";
}
