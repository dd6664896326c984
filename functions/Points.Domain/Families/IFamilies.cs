namespace Points.Domain.Families;

/// <summary>Stores the registered families.</summary>
public interface IFamilies
{
    /// <returns>Null if there is no such family.</returns>
    Task<StoredFamily?> Find(string familyId, CancellationToken ct);

    /// <param name="replacedVersion">The version to replace; null to create the family.</param>
    /// <returns>False if another request has changed the family meanwhile.</returns>
    Task<bool> Put(RegisteredFamily family, string? replacedVersion, CancellationToken ct);
}

/// <param name="Version">Changes with every write, so that a write replaces only what was read.</param>
public sealed record StoredFamily(RegisteredFamily Family, string Version);
