using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Reads what a code is to be good for.</summary>
/// <param name="Cap">The most points; null for any number.</param>
[FieldDescription("points", "The most the code is good for; any number where none is given.")]
internal sealed record SpendCodeBody(Points? Cap)
{
    public static SpendCodeBody Read(FieldReader reader) =>
        new(reader.OptionalWholeNumber("points", 1, Redeem.PointsMax.Value) is { } points ? new Points(points) : null);
}
