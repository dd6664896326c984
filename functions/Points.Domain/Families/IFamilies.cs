namespace Points.Domain.Families;

/// <summary>Where families are listed.</summary>
public interface IFamilies
{
    /// <returns>Null if there is no such family.</returns>
    Task<StoredFamily?> Find(string familyId, CancellationToken ct);

    /// <param name="replacedVersion">The version that was found; null where there was none.</param>
    /// <returns>False if somebody else has written it meanwhile.</returns>
    Task<bool> Put(RegisteredFamily family, string? replacedVersion, CancellationToken ct);
}

/// <param name="Version">To write over, or not at all.</param>
public sealed record StoredFamily(RegisteredFamily Family, string Version);
