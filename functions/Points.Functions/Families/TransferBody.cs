using Points.Domain.Families;
using Points.Domain.Reading;
using Points.Domain.Redeeming;

namespace Points.Functions.Families;

/// <summary>Reads how many points to send, and to whom.</summary>
internal static class TransferBody
{
    public static SendPoints Read(FieldReader reader, string memberId, string programmeId) =>
        new(
            new(memberId, programmeId),
            reader.Id("toMemberId"),
            new(reader.WholeNumber("points", 1, Redeem.PointsMax.Value))
        );
}
