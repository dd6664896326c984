using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revising;

namespace Points.Cosmos.Programmes;

/// <summary>A programme's documents: immutable revisions, and one pointer that lists them.</summary>
internal sealed class ProgrammeDocuments(CosmosClient client)
{
    private readonly Container _programmes = client.GetContainer(CosmosContainers.Database, CosmosContainers.Programmes);

    /// <summary>The revisions that count, now or from a known instant on.</summary>
    /// <param name="known">Revisions read before; as they never change, only others are read.</param>
    /// <returns>Null where there is no such programme.</returns>
    public async Task<(Programme Programme, string ETag)?> Load(
        string programmeId, string? knownETag, ImmutableArray<ProgrammeRevision> known, CancellationToken ct)
    {
        if (await Pointer(programmeId, ct) is not { } pointer) return null;
        if (pointer.ETag == knownETag) return (new(programmeId, known), pointer.ETag);

        var revisions = ImmutableArray.CreateBuilder<ProgrammeRevision>();
        foreach (var listed in pointer.Value.Revisions)
            if (listed.EffectiveFrom is { } from)
                revisions.Add(Priced(
                    known.FirstOrDefault(it => it.Number == listed.Number) ?? new Revision(programmeId, listed.Number, await Document(programmeId, listed.Number, ct), listed.AnnouncedFor, from).Terms(),
                    pointer.Value.Prices ?? []));
        return (new(programmeId, revisions.ToImmutable()), pointer.ETag);
    }

    public async Task<Revision?> Find(string programmeId, int number, CancellationToken ct)
    {
        if ((await Pointer(programmeId, ct))?.Value.Revisions.FirstOrDefault(it => it.Number == number) is not { } listed) return null;
        return new(programmeId, number, await Document(programmeId, number, ct), listed.AnnouncedFor, listed.EffectiveFrom);
    }

    /// <summary>Adds a revision under the next number, or the given one.</summary>
    /// <returns>Its number; null if that one is there already, or beyond the most there can be.</returns>
    public async Task<int?> Add(string programmeId, JsonElement document, int? wanted, DateTimeOffset? effectiveFrom, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            var pointer = await Pointer(programmeId, ct);
            var listed = pointer?.Value.Revisions ?? [];
            var number = wanted ?? listed.Select(it => it.Number).DefaultIfEmpty(0).Max() + 1;
            if (listed.Any(it => it.Number == number) || number > IProgrammes.RevisionsMax) return null;

            var batch = new AtomicBatch(_programmes, programmeId);
            batch.Create(new RevisionDocument(RevisionDocument.IdOf(number), RevisionDocument.TypeName, programmeId, number, document), DocumentJson.Default.RevisionDocument);
            Put(batch, programmeId, pointer, [.. listed, new(number, null, effectiveFrom)]);
            var answer = await batch.Send(ct);
            if (answer.IsDone || (answer.Resent && await IsThere(programmeId, number, document, ct))) return number;
            await Contention.Pause(attempt, ct);
        }
        throw Contention.Exhausted();
    }

    /// <returns>False if it is announced already.</returns>
    public async Task<bool> Announce(string programmeId, int number, DateOnly effectiveOn, DateTimeOffset? effectiveFrom, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            var pointer = await Pointer(programmeId, ct) ?? throw new InvalidOperationException($"there is no programme {programmeId}");
            var present = pointer.Value.Revisions.First(it => it.Number == number);
            var announced = present with { AnnouncedFor = effectiveOn, EffectiveFrom = effectiveFrom };
            if (present.AnnouncedFor is not null) return attempt > 0 && present == announced;

            var batch = new AtomicBatch(_programmes, programmeId);
            Put(batch, programmeId, pointer, [.. pointer.Value.Revisions.Select(it => it.Number == number ? announced : it)]);
            if ((await batch.Send(ct)).IsDone) return true;
            await Contention.Pause(attempt, ct);
        }
        throw Contention.Exhausted();
    }

    /// <summary>Sets a reward's usual price for as long as no other is set.</summary>
    public async Task SetPrice(string programmeId, string rewardId, Points points, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            var pointer = await Pointer(programmeId, ct) ?? throw new InvalidOperationException($"there is no programme {programmeId}");
            SetPrice[] prices = [.. (pointer.Value.Prices ?? []).Where(it => it.RewardId != rewardId), new(rewardId, points.Value)];
            var batch = new AtomicBatch(_programmes, programmeId);
            batch.Replace(pointer.Value.Id, pointer.Value with { Prices = prices }, DocumentJson.Default.PointerDocument, pointer.ETag);
            if ((await batch.Send(ct)).IsDone) return;
            await Contention.Pause(attempt, ct);
        }
        throw Contention.Exhausted();
    }

    /// <summary>A revision with its rewards' prices as they are set.</summary>
    private static ProgrammeRevision Priced(ProgrammeRevision revision, IReadOnlyList<SetPrice> prices) => revision with
    {
        Rewards = [.. revision.Rewards.Select(reward => reward with
        {
            Price = prices.FirstOrDefault(it => it.RewardId == reward.RewardId) is { } set ? reward.Price.SetTo(new(set.Points)) : reward.Price,
        })],
    };

    private Task<StoredDocument<PointerDocument>?> Pointer(string programmeId, CancellationToken ct) =>
        _programmes.Read(programmeId, PointerDocument.OnlyId, DocumentJson.Default.PointerDocument, ct);

    private static void Put(AtomicBatch batch, string programmeId, StoredDocument<PointerDocument>? present, IReadOnlyList<ListedRevision> revisions)
    {
        var next = new PointerDocument(PointerDocument.OnlyId, PointerDocument.TypeName, programmeId, revisions, present?.Value.Prices);
        if (present is null) batch.Create(next, DocumentJson.Default.PointerDocument);
        else batch.Replace(next.Id, next, DocumentJson.Default.PointerDocument, present.ETag);
    }

    /// <summary>Whether a lost answer would have said yes.</summary>
    private async Task<bool> IsThere(string programmeId, int number, JsonElement document, CancellationToken ct)
    {
        var stored = await StoreFaults.AfterLostAnswer(() => _programmes.Read(programmeId, RevisionDocument.IdOf(number), DocumentJson.Default.RevisionDocument, ct));
        return stored is not null && JsonElement.DeepEquals(stored.Value.Document, document);
    }

    private async Task<JsonElement> Document(string programmeId, int number, CancellationToken ct) =>
        (await _programmes.Read(programmeId, RevisionDocument.IdOf(number), DocumentJson.Default.RevisionDocument, ct))?.Value.Document
        ?? throw new InvalidDataException($"revision {number} of programme {programmeId} is missing");
}
