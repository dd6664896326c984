using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Expiring;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revising;
using Points.Domain.Reading;

namespace Points.Cosmos.Programmes;

/// <summary>A programme's documents: immutable revisions, and one pointer that lists them.</summary>
internal sealed class ProgrammeDocuments(CosmosClient client)
{
    private const int ProgrammesPerPage = 50;

    private readonly Container _programmes = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Programmes
    );

    /// <summary>The revisions that count, now or from a known instant on, and what members are told of others.</summary>
    /// <param name="known">As it was read before: revisions never change, so only others are read.</param>
    /// <returns>Null where there is no such programme.</returns>
    public async Task<(Programme Programme, string ETag)?> Load(
        string programmeId,
        (Programme Programme, string ETag)? known,
        CancellationToken ct
    )
    {
        if (await Pointer(programmeId, ct) is not { } pointer)
            return null;
        if (pointer.ETag == known?.ETag)
            return known;

        var (timetable, revisions) = (pointer.Value.ToTimetable(), ImmutableArray.CreateBuilder<ProgrammeRevision>());
        foreach (var listed in timetable.Revisions)
            if (listed.EffectiveFrom is { } from)
                revisions.Add(
                    Priced(
                        known?.Programme.Revisions.FirstOrDefault(it => it.Number == listed.Number) is { } read
                            ? read with
                            {
                                EffectiveFrom = from,
                            }
                            : new Revision(programmeId, listed, await Document(programmeId, listed.Number, ct)).Terms(),
                        pointer.Value.Prices ?? []
                    )
                );
        var programme = new Programme(programmeId, Redating.Linked(revisions.ToImmutable()))
        {
            Announced = timetable.Announcements.Length,
            Changes =
            [
                .. timetable
                    .Announcements.Where(it =>
                        it.Kind == AnnouncementKind.Change && timetable.Find(it.Revision)?.WithdrawnAt is null
                    )
                    .Select(it => (it.Number, it.Revision)),
            ],
        };
        return (programme, pointer.ETag);
    }

    public async Task<Revision?> Find(string programmeId, int number, CancellationToken ct) =>
        (await Timetable(programmeId, ct))?.Find(number) is { } listed
            ? new(programmeId, listed, await Document(programmeId, number, ct))
            : null;

    public async Task<Timetable?> Timetable(string programmeId, CancellationToken ct) =>
        (await Pointer(programmeId, ct))?.Value.ToTimetable();

    public async IAsyncEnumerable<string> All([EnumeratorCancellation] CancellationToken ct)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type").WithParameter(
            "@type",
            PointerDocument.TypeName
        );
        await foreach (
            var place in _programmes.ReadAll(query, ProgrammesPerPage, DocumentJson.Default.PageProgrammePlace, ct)
        )
            yield return place.ProgrammeId;
    }

    /// <summary>Adds a revision under the next number, or the given one.</summary>
    /// <returns>Its number; null if that one is there already, or beyond the most there can be.</returns>
    public async Task<int?> Add(
        string programmeId,
        JsonElement document,
        int? wanted,
        DateTimeOffset? effectiveFrom,
        CancellationToken ct
    )
    {
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            var pointer = await Pointer(programmeId, ct);
            var listed = pointer?.Value.Revisions ?? [];
            var number = wanted ?? listed.Select(it => it.Number).DefaultIfEmpty(0).Max() + 1;
            if (listed.Any(it => it.Number == number) || number > IProgrammes.RevisionsMax)
                return null;

            var batch = new AtomicBatch(_programmes, programmeId);
            batch.Create(
                new RevisionDocument(
                    RevisionDocument.IdOf(number),
                    RevisionDocument.TypeName,
                    programmeId,
                    number,
                    document
                ),
                DocumentJson.Default.RevisionDocument
            );
            Put(batch, programmeId, pointer, [.. listed, new(number, null, effectiveFrom, null, null)]);
            var answer = await batch.Send(ct);
            if (answer.IsDone || (answer.Resent && await IsThere(programmeId, number, document, ct)))
                return number;
            await Contention.Pause(attempt, ct);
        }
        throw Contention.Exhausted();
    }

    /// <summary>Changes the timetable on the version that was read; asks again after a conflict.</summary>
    /// <returns>The timetable as it is then; null if <paramref name="change"/> gave none.</returns>
    public async Task<Timetable?> Change(string programmeId, Func<Timetable, Timetable?> change, CancellationToken ct)
    {
        ReadOnlyMemory<byte> attempted = default;
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            if (await Pointer(programmeId, ct) is not { } pointer)
                return null;
            // A conflict may be owed to the very change, whose answer was lost.
            if (!attempted.IsEmpty && Json(pointer.Value).Span.SequenceEqual(attempted.Span))
                return pointer.Value.ToTimetable();
            if (change(pointer.Value.ToTimetable()) is not { } next)
                return null;

            var document = PointerDocument.From(next, pointer.Value.Prices);
            var batch = new AtomicBatch(_programmes, programmeId);
            batch.Replace(document.Id, document, DocumentJson.Default.PointerDocument, pointer.ETag);
            if ((await batch.Send(ct)).IsDone)
                return next;
            attempted = Json(document);
            await Contention.Pause(attempt, ct);
        }
        throw Contention.Exhausted();
    }

    private static ReadOnlyMemory<byte> Json(PointerDocument document) =>
        ReadableJson.Of(document, DocumentJson.Default.PointerDocument);

    /// <summary>Sets a reward's usual price for as long as no other is set.</summary>
    public async Task SetPrice(string programmeId, string rewardId, Points points, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            var pointer =
                await Pointer(programmeId, ct)
                ?? throw new InvalidOperationException($"there is no programme {programmeId}");
            SetPrice[] prices =
            [
                .. (pointer.Value.Prices ?? []).Where(it => it.RewardId != rewardId),
                new(rewardId, points.Value),
            ];
            var batch = new AtomicBatch(_programmes, programmeId);
            batch.Replace(
                pointer.Value.Id,
                pointer.Value with
                {
                    Prices = prices,
                },
                DocumentJson.Default.PointerDocument,
                pointer.ETag
            );
            if ((await batch.Send(ct)).IsDone)
                return;
            await Contention.Pause(attempt, ct);
        }
        throw Contention.Exhausted();
    }

    /// <summary>A revision with its rewards' prices as they are set.</summary>
    private static ProgrammeRevision Priced(ProgrammeRevision revision, IReadOnlyList<SetPrice> prices) =>
        revision with
        {
            Rewards =
            [
                .. revision.Rewards.Select(reward =>
                    reward with
                    {
                        Price = prices.FirstOrDefault(it => it.RewardId == reward.RewardId) is { } set
                            ? reward.Price.SetTo(new(set.Points))
                            : reward.Price,
                    }
                ),
            ],
        };

    private Task<StoredDocument<PointerDocument>?> Pointer(string programmeId, CancellationToken ct) =>
        _programmes.Read(programmeId, PointerDocument.OnlyId, DocumentJson.Default.PointerDocument, ct);

    private static void Put(
        AtomicBatch batch,
        string programmeId,
        StoredDocument<PointerDocument>? present,
        IReadOnlyList<ListedRevisionDocument> revisions
    )
    {
        var next = present?.Value is { } value
            ? value with
            {
                Revisions = revisions,
            }
            : new(PointerDocument.OnlyId, PointerDocument.TypeName, programmeId, revisions, null);
        if (present is null)
            batch.Create(next, DocumentJson.Default.PointerDocument);
        else
            batch.Replace(next.Id, next, DocumentJson.Default.PointerDocument, present.ETag);
    }

    /// <summary>Whether a lost answer would have said yes.</summary>
    private async Task<bool> IsThere(string programmeId, int number, JsonElement document, CancellationToken ct)
    {
        var stored = await StoreFaults.AfterLostAnswer(() =>
            _programmes.Read(programmeId, RevisionDocument.IdOf(number), DocumentJson.Default.RevisionDocument, ct)
        );
        return stored is not null && JsonElement.DeepEquals(stored.Value.Document, document);
    }

    private async Task<JsonElement> Document(string programmeId, int number, CancellationToken ct) =>
        (await _programmes.Read(programmeId, RevisionDocument.IdOf(number), DocumentJson.Default.RevisionDocument, ct))
            ?.Value
            .Document
        ?? throw new InvalidDataException($"revision {number} of programme {programmeId} is missing");
}
