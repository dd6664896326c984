using Points.Domain.Reading;
using Points.Domain.Settling;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>Reads which line is wrong, and why.</summary>
[FieldDescription("lineId", "Of the statement's lines.")]
internal sealed record DisputeBody(string LineId, string Reason)
{
    public static DisputeBody Read(FieldReader reader)
    {
        var lineId = reader.Id("lineId");
        if (!SettlementLine.IsLineId(lineId))
            reader.AddError("lineId", "must be the id of a line of the statement");
        return new(lineId, reader.Text("reason", Dispute.TextLengthMax));
    }
}

/// <summary>Reads what an operator answers.</summary>
internal sealed record AnswerBody(bool Accepts, string Note)
{
    private static readonly Dictionary<string, bool> Decisions = new(StringComparer.Ordinal)
    {
        ["accepted"] = true,
        ["rejected"] = false,
    };

    public static AnswerBody Read(FieldReader reader) =>
        new(reader.Choice("decision", Decisions), reader.Text("note", Dispute.TextLengthMax));
}
