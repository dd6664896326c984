using Points.Domain.Reading;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Reads from which day a revision is to count.</summary>
[FieldDescription("effectiveOn", "The first day on which it counts, in the programme's time zone.")]
internal sealed record DayBody(DateOnly EffectiveOn)
{
    public static DayBody Read(FieldReader reader) => new(reader.Date("effectiveOn"));
}
