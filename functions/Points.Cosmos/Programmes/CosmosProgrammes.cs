using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Cosmos.Programmes;

/// <summary>
/// Programmes in Cosmos DB, kept in memory for a few seconds: a write reads none. Revisions take effect by instant, so an
/// instance that has not looked again still changes over in time, provided a revision is published that much ahead.
/// </summary>
public sealed class CosmosProgrammes(CosmosClient client, TimeProvider elapsed) : IProgrammes
{
    /// <summary>How long an instance may go without seeing a new publication.</summary>
    public static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(5);

    private readonly RevisionStore _documents = new(client);

    /// <summary>Only programmes that exist are kept: made-up ids must not fill the memory.</summary>
    private readonly ConcurrentDictionary<string, CachedProgramme> _cache = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task<Programme?>> _loading = new(StringComparer.Ordinal);

    public async Task<Programme?> Find(string programmeId, CancellationToken ct) =>
        _cache.TryGetValue(programmeId, out var cached) && elapsed.GetElapsedTime(cached.LoadedAt) < CacheDuration
            ? cached.Programme
            : await _loading.GetOrAdd(programmeId, Load).WaitAsync(ct);

    public async Task<bool> Publish(ProgrammeTerms terms, ReadOnlyMemory<byte> document, CancellationToken ct)
    {
        using var parsed = JsonDocument.Parse(document);
        var added = await _documents.Add(terms.ProgrammeId, parsed.RootElement, terms.Number, terms.EffectiveFrom, ct);
        if (added is not null)
            Evict(terms.ProgrammeId);
        return added is not null;
    }

    public Task<int?> AddDraft(string programmeId, JsonElement document, CancellationToken ct) =>
        _documents.Add(programmeId, document, requiredNumber: null, effectiveFrom: null, ct);

    public Task<Revision?> FindRevision(string programmeId, int number, CancellationToken ct) =>
        _documents.Find(programmeId, number, ct);

    public Task<RevisionTimetable?> FindTimetable(string programmeId, CancellationToken ct) =>
        _documents.Timetable(programmeId, ct);

    public async Task<RevisionTimetable?> UpdateTimetable(
        string programmeId,
        Func<RevisionTimetable, RevisionTimetable?> update,
        CancellationToken ct
    )
    {
        var changed = await _documents.Change(programmeId, update, ct);
        if (changed is not null)
            Evict(programmeId);
        return changed;
    }

    public IAsyncEnumerable<string> ListIds(CancellationToken ct) => _documents.All(ct);

    public async Task SetPrice(string programmeId, string rewardId, Points points, CancellationToken ct)
    {
        await _documents.SetPrice(programmeId, rewardId, points, ct);
        Evict(programmeId);
    }

    /// <summary>What this instance changed it sees at once.</summary>
    private void Evict(string programmeId) => _cache.TryRemove(programmeId, out _);

    /// <summary>Shared by all who wait for it, so it is nobody's to cancel.</summary>
    private async Task<Programme?> Load(string programmeId)
    {
        await Task.Yield(); // So that the task is in the dictionary before it is taken out.
        try
        {
            _cache.TryGetValue(programmeId, out var known);
            var loadedAt = elapsed.GetTimestamp();
            var loaded = await _documents.Load(
                programmeId,
                known is null ? null : (known.Programme, known.ETag),
                CancellationToken.None
            );
            if (loaded is { } programme)
                _cache[programmeId] = new(programme.Programme, programme.ETag, loadedAt);
            return loaded?.Programme;
        }
        finally
        {
            _loading.TryRemove(programmeId, out _);
        }
    }

    private sealed record CachedProgramme(Programme Programme, string ETag, long LoadedAt);
}
