using System.Text.Json;
using Points.Domain.Actors;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Revising;

/// <summary>Stores a document as a programme's next revision, a draft.</summary>
/// <param name="Document">A programme document that the caller has read and found lawful.</param>
public sealed record SubmitRevision(string ProgrammeId, JsonElement Document);

/// <summary>Stores drafts. Refuses one more than <see cref="IProgrammes.RevisionsMax"/>.</summary>
public sealed class SubmitRevisionHandler(IProgrammes programmes, ProgrammeRevisions revisions)
{
    public async Task<RevisionOutcome> Handle(
        SubmitRevision command,
        Requester by,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        await programmes.AddDraft(
            command.ProgrammeId,
            command.Document,
            new(ActKind.RevisionSubmitted, now, by) { ProgrammeId = command.ProgrammeId },
            ct
        )
            is { } number
            ? await revisions.Find(command.ProgrammeId, number, now, ct)
            : new Refusal.LimitReached($"a programme has at most {IProgrammes.RevisionsMax} revisions");
}
