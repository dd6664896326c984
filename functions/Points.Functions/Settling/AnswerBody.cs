using Points.Domain.Reading;
using Points.Domain.Settling;

namespace Points.Functions.Settling;

/// <summary>Reads an operator's answer to a dispute.</summary>
internal sealed record AnswerBody(bool IsAccepted, string Note)
{
    private static readonly Dictionary<string, bool> Decisions = new(StringComparer.Ordinal)
    {
        ["accepted"] = true,
        ["rejected"] = false,
    };

    public static AnswerBody Read(FieldReader reader) =>
        new(reader.Choice("decision", Decisions), reader.Text("note", Dispute.TextLengthMax));
}
