using Points.Domain.Reading;
using Points.Domain.Redeeming;

namespace Points.Functions.Redeeming;

/// <summary>Reads the price that an operator sets.</summary>
internal static class PriceBody
{
    public static SetPrice Read(FieldReader reader, string programmeId, string rewardId) =>
        new(programmeId, rewardId, new(reader.WholeNumber("points", 1, Redeem.PointsMax.Value)));
}
