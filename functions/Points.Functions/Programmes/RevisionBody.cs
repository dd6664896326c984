using System.Text.Json;
using Points.Domain.Programmes.Documents;
using Points.Domain.Programmes.Validating;
using Points.Domain.Reading;
using Points.Functions.Http;

namespace Points.Functions.Programmes;

/// <summary>Reads a programme document as operators submit it, and says all that is wrong with it at once.</summary>
/// <param name="Problem">Why a document that reads is not lawful; null if it is.</param>
internal sealed record RevisionBody(JsonElement Document, Problem? Problem)
{
    public static RevisionBody Read(FieldReader reader, string programmeId)
    {
        reader.RequireId(programmeId);
        var terms = ProgrammeDocumentReader.Read(reader, number: 0, DateTimeOffset.MaxValue);
        if (terms.ProgrammeId != programmeId)
            reader.AddError("programmeId", $"must be {programmeId}, as in the path");
        var unlawful = LegalChecks.FindViolations(terms).ToArray();
        reader.RejectUnknownFields();
        // Whoever has other faults to mend hears of these with them.
        if (reader.HasErrors)
            foreach (var fault in unlawful)
                reader.AddError(fault.Path, fault.Reason);
        return new(reader.Json, unlawful.Length == 0 ? null : Problems.Unlawful(unlawful));
    }
}
