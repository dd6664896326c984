using Points.Domain.Approving;
using Points.Domain.Reading;

namespace Points.Functions.Approving;

/// <summary>Reads what an operator says about a decision.</summary>
internal static class NoteBody
{
    public static string? Read(FieldReader reader) => reader.OptionalText("note", Approval.NoteLengthMax);
}
