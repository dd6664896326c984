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
    public ProgrammeTerms ReadTerms() =>
        ProgrammeDocumentReader.Read(
            Encoding.UTF8.GetBytes(Document.GetRawText()),
            Number,
            Progress.EffectiveFrom ?? DateTimeOffset.MaxValue
        )
            is var read
        && read.TryGetValue(out var terms)
            ? terms
            : throw new InvalidDataException(
                $"revision {Number} of programme {ProgrammeId} cannot be read: {read.Errors}"
            );
}
