using Points.Domain.Families;
using Points.Domain.Reading;
using Points.Domain.Redeeming;

namespace Points.Functions.Families;

/// <summary>Reads who is a family.</summary>
internal static class FamilyBody
{
    public static RegisterFamily Read(FieldReader reader, string familyId) =>
        new(
            familyId,
            [.. reader.Ids("members", RegisteredFamily.MembersMax, required: true).Distinct(StringComparer.Ordinal)]
        );
}

/// <summary>Reads how many points go to whom.</summary>
internal static class TransferBody
{
    public static SendPoints Read(FieldReader reader, string memberId, string programmeId) =>
        new(
            new(memberId, programmeId),
            reader.Id("toMemberId"),
            new(reader.WholeNumber("points", 1, Redeem.PointsMax.Value))
        );
}
