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
    public static RevisionBody Read(FieldReader fields, string programmeId)
    {
        fields.RequireId(programmeId);
        var terms = ProgrammeDocumentReader.Read(fields, number: 0, DateTimeOffset.MaxValue);
        if (terms.ProgrammeId != programmeId)
            fields.AddError("programmeId", $"must be {programmeId}, as in the path");
        var unlawful = LegalChecks.FindViolations(terms).ToArray();
        fields.RejectUnknownFields();
        // Whoever has other faults to mend hears of these with them.
        if (fields.HasErrors)
            foreach (var fault in unlawful)
                fields.AddError(fault.Path, fault.Reason);
        return new(fields.Json, unlawful.Length == 0 ? null : Problems.Unlawful(unlawful));
    }
}
