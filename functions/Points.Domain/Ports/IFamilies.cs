using Points.Domain.Families;

namespace Points.Domain.Ports;

/// <summary>Where families are listed.</summary>
public interface IFamilies
{
    /// <returns>Null if there is no such family.</returns>
    Task<ListedFamily?> Find(string familyId, CancellationToken ct);

    /// <param name="over">The version that was found; null where there was none.</param>
    /// <returns>False if somebody else has written it meanwhile.</returns>
    Task<bool> Put(FamilyRegister family, string? over, CancellationToken ct);
}

/// <param name="Version">To write over, or not at all.</param>
public sealed record ListedFamily(FamilyRegister Register, string Version);
