using System.Text;
using System.Text.Json;
using Points.Domain.Programmes.Documents;

namespace Points.Domain.Programmes.Revisions;

/// <summary>A revision as the operator submitted it, and how far it has come.</summary>
public sealed record Revision(string ProgrammeId, RevisionProgress Progress, JsonElement Document)
{
    public int Number => Progress.Number;

    /// <summary>What the document says. It was read when it was submitted, so it reads.</summary>
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
                $"revision {Number} of programme {ProgrammeId} does not read: {read.Errors}"
            );
}
