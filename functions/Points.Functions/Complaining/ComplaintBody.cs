using Points.Domain.Complaining;
using Points.Domain.Reading;
using Points.Functions.OpenApi;

namespace Points.Functions.Complaining;

/// <summary>Reads a complaint.</summary>
[FieldDescription("redemptionId", "The redemption that it is about. Leave it out if it is about an entry.")]
[FieldDescription("entryId", "The ledger entry that it is about. Leave it out if it is about a redemption.")]
[FieldDescription("text", "What the member complains about.")]
internal static class ComplaintBody
{
    public static RaiseComplaint Read(FieldReader reader, string memberId)
    {
        reader.RequireId(memberId);
        var programmeId = reader.Id("programmeId");
        var (redemptionId, entryId) = (reader.OptionalId("redemptionId"), reader.OptionalId("entryId"));
        if (redemptionId is null == entryId is null)
            reader.AddError("redemptionId", "is required, or else entryId; not both");
        return new(new(memberId, programmeId), redemptionId, entryId, reader.Text("text", Complaint.TextLengthMax));
    }
}
