using Points.Domain.Families;
using Points.Domain.Ledger;
using Points.Domain.Reading;

namespace Points.Functions.Families;

/// <summary>Reads the members of a family.</summary>
internal static class FamilyBody
{
    public static RegisterFamily Read(FieldReader reader, string familyId) =>
        new(
            familyId,
            [.. reader.Ids("members", RegisteredFamily.MembersMax, required: true).Distinct(StringComparer.Ordinal)]
        );
}
