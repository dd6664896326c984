using System.Text.Json;
using Points.Domain.Comparing;
using Points.Domain.Programmes.Documents;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Validating;
using Points.Domain.Reading;
using Points.Functions.Http;

namespace Points.Functions.Programmes;

/// <summary>
/// Reads a programme document as an operator submits it, and reports everything wrong with it at once.
/// </summary>
/// <param name="Problem">Why the document is not lawful; null if it is.</param>
internal sealed record RevisionBody(JsonElement Document, Problem? Problem)
{
    /// <param name="history">The programme's earlier revisions.</param>
    public static RevisionBody Read(FieldReader reader, string programmeId, RevisionHistory history, DateTimeOffset now)
    {
        reader.RequireId(programmeId);
        var terms = ProgrammeDocumentReader.Read(reader, number: 0, DateTimeOffset.MaxValue);
        if (terms.ProgrammeId != programmeId)
            reader.AddError("programmeId", $"must be {programmeId}, as in the path");
        reader.RejectUnknownFields();
        LegalViolation[] unlawful =
        [
            .. LegalChecks.FindViolations(terms, history, now),
            // Only terms that could be read whole can be compared.
            .. reader.HasErrors ? [] : ValueGuarantee.FindViolations(terms, history.ListPromised(now), now),
        ];
        // A document with other errors gets these reported with them.
        if (reader.HasErrors)
            foreach (var violation in unlawful)
                reader.AddError(violation.Path, violation.Reason);
        return new(reader.Json, unlawful.Length == 0 ? null : Problems.Unlawful(unlawful));
    }
}
