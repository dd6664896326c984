using Points.Domain.Reading;
using Points.Domain.Settling;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>Reads which line is wrong, and why.</summary>
[Field("lineId", "Of the statement's lines.")]
internal sealed record DisputeBody(string LineId, string Reason)
{
    public static DisputeBody Read(Fields fields)
    {
        var lineId = fields.Id("lineId");
        if (!SettlementLine.IsId(lineId))
            fields.Fault("lineId", "must be the id of a line of the statement");
        return new(lineId, fields.Text("reason", Dispute.TextLengthMax));
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

    public static AnswerBody Read(Fields fields) =>
        new(fields.Choice("decision", Decisions), fields.Text("note", Dispute.TextLengthMax));
}
