using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Reading;

namespace Points.Cosmos.Programmes;

/// <summary>A programme's documents: immutable revisions, and one pointer that lists them.</summary>
internal sealed class RevisionStore(CosmosClient client)
{
    private const int ProgrammesPerPage = 50;

    private readonly Container _programmes = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Programmes
    );

    /// <summary>The revisions that count, now or from a known instant on, and what members are told of others.</summary>
    /// <param name="cached">As it was read before: revisions never change, so only others are read.</param>
    /// <returns>Null where there is no such programme.</returns>
    public async Task<(Programme Programme, string ETag)?> Load(
        string programmeId,
        (Programme Programme, string ETag)? cached,
        CancellationToken ct
    )
    {
        if (await ReadTimetable(programmeId, ct) is not { } pointer)
            return null;
        if (pointer.ETag == cached?.ETag)
            return cached;

        var (timetable, revisions) = (pointer.Value.ToTimetable(), ImmutableArray.CreateBuilder<ProgrammeTerms>());
        foreach (var listed in timetable.Revisions)
            if (listed.EffectiveFrom is { } from)
                revisions.Add(
                    WithSetPrices(
                        cached?.Programme.Revisions.FirstOrDefault(it => it.Number == listed.Number) is { } read
                            ? read with
                            {
                                EffectiveFrom = from,
                            }
                            : new Revision(
                                programmeId,
                                listed,
                                await ReadDocument(programmeId, listed.Number, ct)
                            ).ReadTerms(),
                        pointer.Value.Prices ?? []
                    )
                );
        var programme = new Programme(programmeId, ExpiryChange.AttachTo(revisions.ToImmutable()))
        {
            LastAnnouncement = timetable.Announcements.Length,
            AnnouncedChanges =
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
            ? new(programmeId, listed, await ReadDocument(programmeId, number, ct))
            : null;

    public async Task<RevisionTimetable?> Timetable(string programmeId, CancellationToken ct) =>
        (await ReadTimetable(programmeId, ct))?.Value.ToTimetable();

    public async IAsyncEnumerable<string> All([EnumeratorCancellation] CancellationToken ct)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type").WithParameter(
            "@type",
            RevisionTimetableDocument.TypeName
        );
        await foreach (
            var place in _programmes.ReadAll(
                query,
                ProgrammesPerPage,
                DocumentJson.Default.QueryPageProgrammeReference,
                ct
            )
        )
            yield return place.ProgrammeId;
    }

    /// <summary>Adds a revision under the next number, or the given one.</summary>
    /// <returns>Its number; null if that one is there already, or beyond the most there can be.</returns>
    public async Task<int?> Add(
        string programmeId,
        JsonElement document,
        int? requiredNumber,
        DateTimeOffset? effectiveFrom,
        CancellationToken ct
    )
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var pointer = await ReadTimetable(programmeId, ct);
            var listed = pointer?.Value.Revisions ?? [];
            var number = requiredNumber ?? listed.Select(it => it.Number).DefaultIfEmpty(0).Max() + 1;
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
            PutTimetable(batch, programmeId, pointer, [.. listed, new(number, null, effectiveFrom, null, null)]);
            var answer = await batch.Send(ct);
            if (answer.IsSuccess || (answer.WasResent && await IsStored(programmeId, number, document, ct)))
                return number;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <summary>Changes the timetable on the version that was read; asks again after a conflict.</summary>
    /// <returns>The timetable as it is then; null if <paramref name="change"/> gave none.</returns>
    public async Task<RevisionTimetable?> Change(
        string programmeId,
        Func<RevisionTimetable, RevisionTimetable?> change,
        CancellationToken ct
    )
    {
        ReadOnlyMemory<byte> attempted = default;
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (await ReadTimetable(programmeId, ct) is not { } pointer)
                return null;
            // A conflict may be owed to the very change, whose answer was lost.
            if (!attempted.IsEmpty && ToJson(pointer.Value).Span.SequenceEqual(attempted.Span))
                return pointer.Value.ToTimetable();
            if (change(pointer.Value.ToTimetable()) is not { } next)
                return null;

            var document = RevisionTimetableDocument.From(next, pointer.Value.Prices);
            var batch = new AtomicBatch(_programmes, programmeId);
            batch.Replace(document.Id, document, DocumentJson.Default.RevisionTimetableDocument, pointer.ETag);
            if ((await batch.Send(ct)).IsSuccess)
                return next;
            attempted = ToJson(document);
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    private static ReadOnlyMemory<byte> ToJson(RevisionTimetableDocument document) =>
        ReadableJson.Serialize(document, DocumentJson.Default.RevisionTimetableDocument);

    /// <summary>Sets a reward's usual price for as long as no other is set.</summary>
    public async Task SetPrice(string programmeId, string rewardId, Points points, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var pointer =
                await ReadTimetable(programmeId, ct)
                ?? throw new InvalidOperationException($"there is no programme {programmeId}");
            SetPriceDocument[] prices =
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
                DocumentJson.Default.RevisionTimetableDocument,
                pointer.ETag
            );
            if ((await batch.Send(ct)).IsSuccess)
                return;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <summary>A revision with its rewards' prices as they are set.</summary>
    private static ProgrammeTerms WithSetPrices(ProgrammeTerms revision, IReadOnlyList<SetPriceDocument> prices) =>
        revision with
        {
            Rewards =
            [
                .. revision.Rewards.Select(reward =>
                    reward with
                    {
                        Price = prices.FirstOrDefault(it => it.RewardId == reward.RewardId) is { } set
                            ? reward.Price.WithOperatorPrice(new(set.Points))
                            : reward.Price,
                    }
                ),
            ],
        };

    private Task<StoredDocument<RevisionTimetableDocument>?> ReadTimetable(string programmeId, CancellationToken ct) =>
        _programmes.Read(
            programmeId,
            RevisionTimetableDocument.SingletonId,
            DocumentJson.Default.RevisionTimetableDocument,
            ct
        );

    private static void PutTimetable(
        AtomicBatch batch,
        string programmeId,
        StoredDocument<RevisionTimetableDocument>? stored,
        IReadOnlyList<ListedRevisionDocument> revisions
    )
    {
        var next = stored?.Value is { } value
            ? value with
            {
                Revisions = revisions,
            }
            : new(
                RevisionTimetableDocument.SingletonId,
                RevisionTimetableDocument.TypeName,
                programmeId,
                revisions,
                null
            );
        if (stored is null)
            batch.Create(next, DocumentJson.Default.RevisionTimetableDocument);
        else
            batch.Replace(next.Id, next, DocumentJson.Default.RevisionTimetableDocument, stored.ETag);
    }

    /// <summary>Whether a lost answer would have said yes.</summary>
    private async Task<bool> IsStored(string programmeId, int number, JsonElement document, CancellationToken ct)
    {
        var stored = await CosmosErrors.RunAfterLostResponse(() =>
            _programmes.Read(programmeId, RevisionDocument.IdOf(number), DocumentJson.Default.RevisionDocument, ct)
        );
        return stored is not null && JsonElement.DeepEquals(stored.Value.Document, document);
    }

    private async Task<JsonElement> ReadDocument(string programmeId, int number, CancellationToken ct) =>
        (await _programmes.Read(programmeId, RevisionDocument.IdOf(number), DocumentJson.Default.RevisionDocument, ct))
            ?.Value
            .Document
        ?? throw new InvalidDataException($"revision {number} of programme {programmeId} is missing");
}
