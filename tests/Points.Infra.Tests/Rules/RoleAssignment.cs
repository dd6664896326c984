using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>A role that a template assigns.</summary>
/// <param name="Role">The id of the role; empty if the template has no readable id.</param>
/// <param name="Principal">The principal that gets the role; null if none is named.</param>
/// <param name="Scope">The scope; null for the whole resource group.</param>
internal sealed record RoleAssignment(Resource Resource, string Role, Value? Principal, Value? Scope);
