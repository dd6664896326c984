using Points.Domain.Reading;

namespace Points.Functions.Programmes;

/// <summary>Reads from which day a revision is to count.</summary>
internal sealed record DayBody(DateOnly EffectiveOn)
{
    public static DayBody Read(Fields fields) => new(fields.Date("effectiveOn"));
}
