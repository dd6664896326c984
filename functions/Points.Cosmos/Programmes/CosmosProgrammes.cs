using System.Collections.Concurrent;
using Microsoft.Azure.Cosmos;
using Points.Domain.Ports;
using Points.Domain.Programmes;

namespace Points.Cosmos.Programmes;

/// <summary>
/// Programmes in Cosmos DB, kept in memory for a few seconds: a write reads none. Revisions take effect by instant, so an
/// instance that has not looked again still changes over in time, provided a revision is published that much ahead.
/// </summary>
public sealed class CosmosProgrammes(CosmosClient client, TimeProvider elapsed) : IProgrammes
{
    /// <summary>How long an instance may go without seeing a new publication.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    private readonly ProgrammeDocuments _documents = new(client);

    /// <summary>Only programmes that exist are kept: made-up ids must not fill the memory.</summary>
    private readonly ConcurrentDictionary<string, Cached> _cache = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task<Programme?>> _loading = new(StringComparer.Ordinal);

    public async Task<Programme?> Find(string programmeId, CancellationToken ct) =>
        _cache.TryGetValue(programmeId, out var cached) && elapsed.GetElapsedTime(cached.LoadedAt) < FreshFor
            ? cached.Programme
            : await _loading.GetOrAdd(programmeId, Load).WaitAsync(ct);

    public async Task<bool> Publish(ProgrammeRevision revision, ReadOnlyMemory<byte> document, CancellationToken ct)
    {
        var published = await _documents.Publish(revision, document, ct);
        if (published) _cache.TryRemove(revision.ProgrammeId, out _);
        return published;
    }

    /// <summary>Shared by all who wait for it, so it is nobody's to cancel.</summary>
    private async Task<Programme?> Load(string programmeId)
    {
        await Task.Yield(); // So that the task is in the dictionary before it is taken out.
        try
        {
            _cache.TryGetValue(programmeId, out var known);
            var loadedAt = elapsed.GetTimestamp();
            var loaded = await _documents.Load(programmeId, known?.ETag, known?.Programme.Revisions ?? [], CancellationToken.None);
            if (loaded is { } programme) _cache[programmeId] = new(programme.Programme, programme.ETag, loadedAt);
            return loaded?.Programme;
        }
        finally
        {
            _loading.TryRemove(programmeId, out _);
        }
    }

    private sealed record Cached(Programme Programme, string ETag, long LoadedAt);
}
