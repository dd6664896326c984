using System.Collections.Concurrent;
using Microsoft.Azure.Cosmos;
using Points.Domain.Programmes;

namespace Points.Cosmos.Programmes;

/// <summary>
/// Keeps the terms of public revisions in memory. Everybody may read them without a token, so reading them often must
/// not cost the store anything. A revision's document never changes.
/// </summary>
internal sealed class PublicTermsCache(CosmosClient client)
{
    private const int CountMax = 200;

    private readonly RevisionStore _revisions = new(client);
    private readonly ConcurrentDictionary<
        (string ProgrammeId, PublicRevision Revision),
        Lazy<Task<ProgrammeTerms>>
    > _terms = new();

    /// <summary>Callers at the same time wait for one read, so none of them can cancel it.</summary>
    /// <param name="revision">As it is now: when it becomes certain from when it is in force, it is read again.</param>
    public async Task<ProgrammeTerms> Find(string programmeId, PublicRevision revision, CancellationToken ct)
    {
        // Dropping all at once is simpler than one by one; the next requests read those in use again.
        if (_terms.Count >= CountMax)
            _terms.Clear();
        var key = (programmeId, revision);
        var reading = _terms.GetOrAdd(
            key,
            it =>
                new(() =>
                    _revisions.ReadTerms(
                        it.ProgrammeId,
                        it.Revision.Number,
                        it.Revision.EffectiveFrom,
                        CancellationToken.None
                    )
                )
        );
        try
        {
            return await reading.Value.WaitAsync(ct);
        }
        catch
        {
            if (reading.Value.IsFaulted)
                _terms.TryRemove(new(key, reading));
            throw;
        }
    }
}
