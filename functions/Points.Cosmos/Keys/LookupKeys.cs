using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;

namespace Points.Cosmos.Keys;

/// <summary>
/// The keys under which look-ups of members are: derived from versions of the deployment's key, so that they can be
/// changed. An instance reads the state again well before a stage begins that depends on it.
/// </summary>
public sealed class LookupKeys(CosmosClient client, DeploymentKey deploymentKey)
{
    private const string Purpose = "member-lookups";

    private static readonly TimeSpan CachedFor = LookupIndexState.KnownAfter / 4;

    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);
    private readonly ConcurrentDictionary<int, byte[]> _keys = new();
    private CachedState? _cached;

    /// <summary>
    /// The ids of the look-ups of a value that count: under the newest key first, and under the one before while all
    /// are written anew.
    /// </summary>
    internal async Task<IReadOnlyList<string>> ListIds(LookupValue value, CancellationToken ct)
    {
        var state = await FindState(ct);
        var newest = await IdOf(value, state?.KeyVersion ?? 1, ct);
        return state is { NeedsVersionBefore: true, VersionBefore: { } before }
            ? [newest, await IdOf(value, before, ct)]
            : [newest];
    }

    /// <returns>The id of the look-up under the key that is given up; null if none is.</returns>
    internal async Task<string?> FindIdBefore(LookupValue value, CancellationToken ct) =>
        (await FindState(ct))?.VersionBefore is { } before ? await IdOf(value, before, ct) : null;

    private async Task<string> IdOf(LookupValue value, int version, CancellationToken ct)
    {
        if (!_keys.TryGetValue(version, out var key))
            _keys[version] = key = await deploymentKey.Derive(version, Purpose, ct);
        var digest = Digest.Compute(MemberLookupDocument.TypeName, value.Kind.ToString(), value.Text);
        return MemberLookupDocument.IdOf(
            Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(digest)))
        );
    }

    internal async Task<StoredDocument<LookupIndexDocument>?> ReadState(CancellationToken ct)
    {
        var stored = await _lookups.Read(
            LookupIndexDocument.SingletonId,
            LookupIndexDocument.SingletonId,
            DocumentJson.Default.LookupIndexDocument,
            ct
        );
        _cached = new(stored?.Value.ToState(), TimeProvider.System.GetTimestamp());
        return stored;
    }

    private async Task<LookupIndexState?> FindState(CancellationToken ct) =>
        _cached is { } cached && TimeProvider.System.GetElapsedTime(cached.ReadAt) < CachedFor
            ? cached.State
            : (await ReadState(ct))?.Value.ToState();

    private sealed record CachedState(LookupIndexState? State, long ReadAt);
}
