using Points.Domain.Reading;
using Points.Domain.Settling;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>Reads which line is disputed, and why.</summary>
[FieldDescription("lineId", "The id of a line of the statement.")]
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
