using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Documents;

namespace Points.Cosmos.Programmes;

/// <summary>A programme's documents: immutable revisions, and one pointer that lists them.</summary>
internal sealed class ProgrammeDocuments(CosmosClient client)
{
    private readonly Container _programmes = client.GetContainer(CosmosContainers.Database, CosmosContainers.Programmes);

    /// <param name="known">Revisions read before; as they never change, only others are read.</param>
    public async Task<(Programme Programme, string ETag)?> Load(
        string programmeId, string? knownETag, ImmutableArray<ProgrammeRevision> known, CancellationToken ct)
    {
        var pointer = await _programmes.Read(programmeId, PointerDocument.OnlyId, DocumentJson.Default.PointerDocument, ct);
        if (pointer is null) return null;
        if (pointer.ETag == knownETag) return (new(programmeId, known), pointer.ETag);

        var revisions = ImmutableArray.CreateBuilder<ProgrammeRevision>(pointer.Value.Revisions.Count);
        foreach (var published in pointer.Value.Revisions)
            revisions.Add(known.FirstOrDefault(it => it.Number == published.Number) ?? await Revision(programmeId, published.Number, ct));
        return (new(programmeId, revisions.MoveToImmutable()), pointer.ETag);
    }

    /// <returns>False if that revision is there already.</returns>
    public async Task<bool> Publish(ProgrammeRevision revision, ReadOnlyMemory<byte> json, CancellationToken ct)
    {
        using var document = JsonDocument.Parse(json);
        var stored = new RevisionDocument(
            RevisionDocument.IdOf(revision.Number), RevisionDocument.TypeName, revision.ProgrammeId, revision.Number,
            revision.EffectiveFrom, document.RootElement);
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            var pointer = await _programmes.Read(revision.ProgrammeId, PointerDocument.OnlyId, DocumentJson.Default.PointerDocument, ct);
            if (pointer?.Value.Revisions.Any(it => it.Number == revision.Number) == true) return false;
            if (await Write(stored, pointer, ct)) return true;
            await Contention.Pause(attempt, ct);
        }
        throw Contention.Exhausted();
    }

    /// <returns>False if the programme has moved on.</returns>
    private async Task<bool> Write(RevisionDocument revision, StoredDocument<PointerDocument>? pointer, CancellationToken ct)
    {
        var batch = new AtomicBatch(_programmes, revision.ProgrammeId);
        var published = new PublishedRevision(revision.Number, revision.EffectiveFrom);
        var next = new PointerDocument(
            PointerDocument.OnlyId, PointerDocument.TypeName, revision.ProgrammeId, [.. pointer?.Value.Revisions ?? [], published]);
        batch.Create(revision, DocumentJson.Default.RevisionDocument);
        if (pointer is null) batch.Create(next, DocumentJson.Default.PointerDocument);
        else batch.Replace(next.Id, next, DocumentJson.Default.PointerDocument, pointer.ETag);
        return (await batch.Send(ct)).IsDone;
    }

    private async Task<ProgrammeRevision> Revision(string programmeId, int number, CancellationToken ct)
    {
        var stored = await _programmes.Read(programmeId, RevisionDocument.IdOf(number), DocumentJson.Default.RevisionDocument, ct)
            ?? throw new InvalidDataException($"revision {number} of programme {programmeId} is missing");
        var json = JsonSerializer.SerializeToUtf8Bytes(stored.Value.Document, DocumentJson.Default.JsonElement);
        var read = ProgrammeDocument.Read(json, number, stored.Value.EffectiveFrom);
        return read.Succeeded(out var revision)
            ? revision
            : throw new InvalidDataException($"revision {number} of programme {programmeId} does not read: {read.Faults}");
    }
}
