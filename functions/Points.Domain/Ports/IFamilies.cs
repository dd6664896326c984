using Points.Domain.Families;

namespace Points.Domain.Ports;

/// <summary>Where families are listed.</summary>
public interface IFamilies
{
    Task<FamilyRegister?> Find(string familyId, CancellationToken ct);

    Task Put(FamilyRegister family, CancellationToken ct);
}
