using System.Text;
using System.Text.Json;
using Points.Domain.Programmes.Documents;

namespace Points.Domain.Programmes.Revising;

/// <summary>A revision as the operator submitted it, and how far it has come.</summary>
/// <param name="AnnouncedFor">The day its operator announced it for; null for a draft.</param>
/// <param name="EffectiveFrom">The instant from which it counts; null while that is not certain.</param>
public sealed record Revision(string ProgrammeId, int Number, JsonElement Document, DateOnly? AnnouncedFor, DateTimeOffset? EffectiveFrom)
{
    /// <summary>What the document says. It was read when it was submitted, so it reads.</summary>
    public ProgrammeRevision Terms() =>
        ProgrammeDocument.Read(Encoding.UTF8.GetBytes(Document.GetRawText()), Number, EffectiveFrom ?? DateTimeOffset.MaxValue) is var read && read.Succeeded(out var terms)
            ? terms
            : throw new InvalidDataException($"revision {Number} of programme {ProgrammeId} does not read: {read.Faults}");

    /// <param name="active">The programme's revision that is in force; null before the first.</param>
    public RevisionStatus Status(int? active, DateTimeOffset now) =>
        EffectiveFrom <= now ? (Number == active ? RevisionStatus.Active : RevisionStatus.Superseded)
        : AnnouncedFor is not null ? RevisionStatus.Announced
        : RevisionStatus.Draft;
}

public enum RevisionStatus
{
    Draft,
    Announced,
    Active,
    Superseded,
}
