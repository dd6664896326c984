using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Domain.Actors;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Cosmos.Programmes;

/// <summary>
/// Programmes in Cosmos DB, cached in memory for a few seconds, so that requests need not read them. Revisions take
/// effect at an instant, so an instance with a cached programme still switches in time, provided that the revision was
/// stored <see cref="CacheDuration"/> before.
/// </summary>
public sealed class CosmosProgrammes(CosmosClient client, TimeProvider clock) : IProgrammes
{
    /// <summary>How long an instance uses a loaded programme before it looks for changes.</summary>
    public static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(5);

    private readonly RevisionStore _revisions = new(client);
    private readonly PublicTermsCache _publicTerms = new(client);

    /// <summary>Holds only programmes that exist, so that invented ids cannot fill the memory.</summary>
    private readonly ConcurrentDictionary<string, CachedProgramme> _cache = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<Programme?>>> _loading = new(StringComparer.Ordinal);

    public async Task<Programme?> Find(string programmeId, CancellationToken ct) =>
        _cache.TryGetValue(programmeId, out var cached) && clock.GetElapsedTime(cached.LoadedAt) < CacheDuration
            ? cached.Programme
            : await _loading.GetOrAdd(programmeId, id => new(() => Load(id))).Value.WaitAsync(ct);

    public async Task<bool> Publish(ProgrammeTerms terms, ReadOnlyMemory<byte> document, CancellationToken ct)
    {
        using var parsed = JsonDocument.Parse(document);
        var added = await _revisions.Add(
            terms.ProgrammeId,
            parsed.RootElement,
            terms.Number,
            terms.EffectiveFrom,
            act: null,
            ct
        );
        if (added is not null)
            Evict(terms.ProgrammeId);
        return added is not null;
    }

    public Task<int?> AddDraft(string programmeId, JsonElement document, Act? act, CancellationToken ct) =>
        _revisions.Add(programmeId, document, requiredNumber: null, effectiveFrom: null, act, ct);

    public async Task<ProgrammeTerms?> FindPublicTerms(string programmeId, int number, CancellationToken ct) =>
        (await Find(programmeId, ct))?.PublicRevisions.FirstOrDefault(it => it.Number == number) is { } revision
            ? await _publicTerms.Find(programmeId, revision, ct)
            : null;

    public Task<Revision?> FindRevision(string programmeId, int number, CancellationToken ct) =>
        _revisions.Find(programmeId, number, ct);

    public Task<RevisionTimetable?> FindTimetable(string programmeId, CancellationToken ct) =>
        _revisions.FindTimetable(programmeId, ct);

    public async Task<RevisionTimetable?> UpdateTimetable(
        string programmeId,
        Func<RevisionTimetable, RevisionTimetable?> update,
        Act? act,
        CancellationToken ct
    )
    {
        var changed = await _revisions.Change(programmeId, update, act, ct);
        if (changed is not null)
            Evict(programmeId);
        return changed;
    }

    public IAsyncEnumerable<string> ListIds(CancellationToken ct) => _revisions.ListIds(ct);

    public async Task SetPrice(string programmeId, string rewardId, Points points, Act act, CancellationToken ct)
    {
        await _revisions.SetPrice(programmeId, rewardId, points, act, ct);
        Evict(programmeId);
    }

    /// <summary>Drops a programme from the cache, so that this instance sees its own changes at once.</summary>
    private void Evict(string programmeId) => _cache.TryRemove(programmeId, out _);

    /// <summary>Loads a programme. Several callers may wait for one load, so none of them can cancel it.</summary>
    /// <summary>
    /// Loads a programme for all that wait for it. It starts when the dictionary has it: if it ended before, its result
    /// would stay there for ever.
    /// </summary>
    private async Task<Programme?> Load(string programmeId)
    {
        try
        {
            _cache.TryGetValue(programmeId, out var known);
            var loadedAt = clock.GetTimestamp();
            var loaded = await _revisions.Load(
                programmeId,
                known is null ? null : (known.Programme, known.ETag),
                CancellationToken.None
            );
            if (loaded is { } found)
                _cache[programmeId] = new(found.Programme, found.ETag, loadedAt);
            return loaded?.Programme;
        }
        finally
        {
            _loading.TryRemove(programmeId, out _);
        }
    }

    private sealed record CachedProgramme(Programme Programme, string ETag, long LoadedAt);
}
