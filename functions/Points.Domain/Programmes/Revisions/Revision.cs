using System.Text;
using System.Text.Json;
using Points.Domain.Programmes.Documents;

namespace Points.Domain.Programmes.Revisions;

/// <summary>A revision as the operator submitted it, with its progress.</summary>
public sealed record Revision(string ProgrammeId, RevisionProgress Progress, JsonElement Document)
{
    public int Number => Progress.Number;

    /// <summary>Reads the document.</summary>
    /// <exception cref="InvalidDataException">It cannot be read, although it could when it was submitted.</exception>
    public ProgrammeTerms ReadTerms() => ReadTerms(ProgrammeId, Number, Progress.EffectiveFrom, Document);

    /// <summary>Reads the document of a revision.</summary>
    /// <param name="effectiveFrom">Null until that is certain.</param>
    /// <exception cref="InvalidDataException">It cannot be read, although it could when it was submitted.</exception>
    public static ProgrammeTerms ReadTerms(
        string programmeId,
        int number,
        DateTimeOffset? effectiveFrom,
        JsonElement document
    ) =>
        ProgrammeDocumentReader.Read(
            Encoding.UTF8.GetBytes(document.GetRawText()),
            number,
            effectiveFrom ?? DateTimeOffset.MaxValue
        )
            is var read
        && read.TryGetValue(out var terms)
            ? terms
            : throw new InvalidDataException(
                $"revision {number} of programme {programmeId} cannot be read: {read.Errors}"
            );
}
