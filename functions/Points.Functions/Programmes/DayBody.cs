using Points.Domain.Reading;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Reads the day on which a revision is to take effect.</summary>
[FieldDescription("effectiveOn", "The first day on which the revision is in force, in the programme's time zone.")]
internal sealed record DayBody(DateOnly EffectiveOn)
{
    public static DayBody Read(FieldReader reader) => new(reader.Date("effectiveOn"));
}
