using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Actors;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Reading;

namespace Points.Cosmos.Programmes;

/// <summary>
/// Stores a programme's revisions: an immutable document for each, and one timetable that lists them.
/// </summary>
internal sealed class RevisionStore(CosmosClient client)
{
    private const int ProgrammesPerPage = 50;

    private readonly Container _programmes = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Programmes
    );

    /// <summary>Loads the revisions that are or will be in force, and the announced changes.</summary>
    /// <param name="cached">
    /// The programme as loaded before. Its revisions never change, so they are not read again.
    /// </param>
    /// <returns>Null if there is no such programme.</returns>
    public async Task<(Programme Programme, string ETag)?> Load(
        string programmeId,
        (Programme Programme, string ETag)? cached,
        CancellationToken ct
    )
    {
        if (await ReadTimetable(programmeId, ct) is not { } stored)
            return null;
        if (stored.ETag == cached?.ETag)
            return cached;

        var (timetable, revisions) = (stored.Value.ToTimetable(), ImmutableArray.CreateBuilder<ProgrammeTerms>());
        foreach (var progress in timetable.Revisions)
            if (progress.EffectiveFrom is { } from)
            {
                var terms =
                    cached?.Programme.Revisions.FirstOrDefault(it => it.Number == progress.Number)
                    ?? await ReadTerms(programmeId, progress.Number, from, ct);
                revisions.Add(OperatorPrices.Apply(stored.Value.Prices ?? [], terms with { EffectiveFrom = from }));
            }
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
            PublicRevisions = [.. timetable.Revisions.Where(it => it.IsPublic).Select(it => it.ToPublic())],
        };
        return (programme, stored.ETag);
    }

    public async Task<Revision?> Find(string programmeId, int number, CancellationToken ct) =>
        (await FindTimetable(programmeId, ct))?.Find(number) is { } progress
            ? new(programmeId, progress, await ReadDocument(programmeId, number, ct))
            : null;

    /// <summary>Reads the terms of a revision that is known to exist.</summary>
    /// <param name="effectiveFrom">Null until that is certain.</param>
    public async Task<ProgrammeTerms> ReadTerms(
        string programmeId,
        int number,
        DateTimeOffset? effectiveFrom,
        CancellationToken ct
    ) => Revision.ReadTerms(programmeId, number, effectiveFrom, await ReadDocument(programmeId, number, ct));

    public async Task<RevisionTimetable?> FindTimetable(string programmeId, CancellationToken ct) =>
        (await ReadTimetable(programmeId, ct))?.Value.ToTimetable();

    public async IAsyncEnumerable<string> ListIds([EnumeratorCancellation] CancellationToken ct)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type").WithParameter(
            "@type",
            RevisionTimetableDocument.TypeName
        );
        await foreach (
            var reference in _programmes.ReadAll(
                query,
                ProgrammesPerPage,
                DocumentJson.Default.QueryPageProgrammeReference,
                ct
            )
        )
            yield return reference.ProgrammeId;
    }

    /// <summary>Adds a revision under the next number, or the given one.</summary>
    /// <returns>Its number; null if there is a revision of that number, or the programme has the most it can.</returns>
    public async Task<int?> Add(
        string programmeId,
        JsonElement document,
        int? requiredNumber,
        DateTimeOffset? effectiveFrom,
        Act? act,
        CancellationToken ct
    )
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var stored = await ReadTimetable(programmeId, ct);
            var listed = stored?.Value.Revisions ?? [];
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
            PutTimetable(batch, programmeId, stored, [.. listed, new(number, null, effectiveFrom, null, null)]);
            ActDocument.AddTo(batch, act is null ? null : act with { Revision = number });
            var answer = await batch.Send(ct);
            // Not after every conflict: two callers may submit the same document, and each gets a number.
            if (answer.IsSuccess || (answer.WasResent && await IsStored(programmeId, number, document, ct)))
                return number;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <summary>
    /// Replaces the version of the timetable that was read. Calls <paramref name="change"/> again after a conflict.
    /// </summary>
    /// <returns>The new timetable; null if <paramref name="change"/> returned null.</returns>
    public async Task<RevisionTimetable?> Change(
        string programmeId,
        Func<RevisionTimetable, RevisionTimetable?> change,
        Act? act,
        CancellationToken ct
    )
    {
        ReadOnlyMemory<byte> attempted = default;
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (await ReadTimetable(programmeId, ct) is not { } stored)
                return null;
            // The conflict may come from this very change, if it was stored and its answer was lost.
            if (!attempted.IsEmpty && ToJson(stored.Value).Span.SequenceEqual(attempted.Span))
                return stored.Value.ToTimetable();
            if (change(stored.Value.ToTimetable()) is not { } next)
                return null;

            var document = RevisionTimetableDocument.From(next, stored.Value.Prices);
            var batch = new AtomicBatch(_programmes, programmeId);
            Replace(batch, stored, document);
            ActDocument.AddTo(batch, act);
            if ((await batch.Send(ct)).IsSuccess)
                return next;
            attempted = ToJson(document);
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    private static ReadOnlyMemory<byte> ToJson(RevisionTimetableDocument document) =>
        ReadableJson.Serialize(document, DocumentJson.Default.RevisionTimetableDocument);

    /// <summary>Sets a reward's usual price, until it is set again.</summary>
    public async Task SetPrice(string programmeId, string rewardId, Points points, Act act, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var stored =
                await ReadTimetable(programmeId, ct)
                ?? throw new InvalidOperationException($"there is no programme {programmeId}");
            SetPriceDocument[] prices =
            [
                .. (stored.Value.Prices ?? []).Where(it => it.RewardId != rewardId),
                new(rewardId, points.Value),
            ];
            var batch = new AtomicBatch(_programmes, programmeId);
            Replace(batch, stored, stored.Value with { Prices = prices });
            ActDocument.AddTo(batch, act);
            if ((await batch.Send(ct)).IsSuccess)
                return;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    private Task<StoredDocument<RevisionTimetableDocument>?> ReadTimetable(string programmeId, CancellationToken ct) =>
        _programmes.Read(
            programmeId,
            RevisionTimetableDocument.SingletonId,
            DocumentJson.Default.RevisionTimetableDocument,
            ct
        );

    private static void Replace(
        AtomicBatch batch,
        StoredDocument<RevisionTimetableDocument> stored,
        RevisionTimetableDocument next
    ) => batch.Replace(next.Id, next, DocumentJson.Default.RevisionTimetableDocument, stored.ETag, stored.Unknown);

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
            Replace(batch, stored, next);
    }

    /// <summary>Whether a revision was stored although the response was lost.</summary>
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
