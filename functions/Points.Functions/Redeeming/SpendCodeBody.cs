using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Reads the limit of a spend code.</summary>
/// <param name="Cap">The most points the code allows; null for any number.</param>
[FieldDescription("points", "The most points the code allows; by default any number.")]
internal sealed record SpendCodeBody(Points? Cap)
{
    public static SpendCodeBody Read(FieldReader reader) =>
        new(reader.OptionalWholeNumber("points", 1, Redeem.PointsMax.Value) is { } points ? new Points(points) : null);
}
