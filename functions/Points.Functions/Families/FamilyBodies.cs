using Points.Domain.Families;
using Points.Domain.Reading;
using Points.Domain.Redeeming;

namespace Points.Functions.Families;

/// <summary>Reads who is a family.</summary>
internal static class FamilyBody
{
    public static RegisterFamily Read(FieldReader fields, string familyId) =>
        new(
            familyId,
            [.. fields.Ids("members", RegisteredFamily.MembersMax, required: true).Distinct(StringComparer.Ordinal)]
        );
}

/// <summary>Reads how many points go to whom.</summary>
internal static class TransferBody
{
    public static SendPoints Read(FieldReader fields, string memberId, string programmeId) =>
        new(
            new(memberId, programmeId),
            fields.Id("toMemberId"),
            new(fields.WholeNumber("points", 1, Redeem.PointsMax.Value))
        );
}
