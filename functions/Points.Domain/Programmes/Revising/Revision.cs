using System.Text;
using System.Text.Json;
using Points.Domain.Programmes.Documents;

namespace Points.Domain.Programmes.Revising;

/// <summary>A revision as the operator submitted it, and how far it has come.</summary>
public sealed record Revision(string ProgrammeId, ListedRevision Listed, JsonElement Document)
{
    public int Number => Listed.Number;

    /// <summary>What the document says. It was read when it was submitted, so it reads.</summary>
    public ProgrammeRevision Terms() =>
        ProgrammeDocument.Read(
            Encoding.UTF8.GetBytes(Document.GetRawText()),
            Number,
            Listed.EffectiveFrom ?? DateTimeOffset.MaxValue
        )
            is var read
        && read.Succeeded(out var terms)
            ? terms
            : throw new InvalidDataException(
                $"revision {Number} of programme {ProgrammeId} does not read: {read.Faults}"
            );
}
