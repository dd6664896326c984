using Points.Domain.Complaining;
using Points.Domain.Reading;
using Points.Functions.OpenApi;

namespace Points.Functions.Complaining;

/// <summary>Reads the answer to a complaint.</summary>
[FieldDescription("text", "What the member reads.")]
internal static class ComplaintAnswerBody
{
    public static AnswerComplaint Read(FieldReader reader, string memberId, string complaintId)
    {
        reader.RequireId(memberId);
        return new(memberId, complaintId, reader.Text("text", Complaint.TextLengthMax));
    }
}
