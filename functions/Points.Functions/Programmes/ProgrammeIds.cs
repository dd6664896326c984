using Points.Domain.Programmes.Revisions;

namespace Points.Functions.Programmes;

/// <summary>
/// The ids of all programmes, in order. Everybody may ask for them, so an instance reads them at most once in a while.
/// </summary>
public sealed class ProgrammeIds(IProgrammes programmes)
{
    private static readonly TimeSpan CachedFor = TimeSpan.FromSeconds(5);

    private CachedIds? _cached;

    public async Task<IReadOnlyList<string>> List(CancellationToken ct)
    {
        if (_cached is { } cached && TimeProvider.System.GetElapsedTime(cached.ReadAt) < CachedFor)
            return cached.Ids;
        var readAt = TimeProvider.System.GetTimestamp();
        var ids = await programmes.ListIds(ct).Order(StringComparer.Ordinal).ToArrayAsync(ct);
        _cached = new(ids, readAt);
        return ids;
    }

    private sealed record CachedIds(IReadOnlyList<string> Ids, long ReadAt);
}
