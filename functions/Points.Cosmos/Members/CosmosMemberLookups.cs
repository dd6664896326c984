using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;

namespace Points.Cosmos.Members;

/// <summary>
/// Look-ups of members in the container for lookups, one document for each value and key. While the key changes, a
/// value has two documents, and is reserved only in both.
/// </summary>
/// <param name="clock">Real time: operators can set the business time, but reservations must age for all alike.</param>
public sealed class CosmosMemberLookups(
    CosmosClient client,
    LookupKeys keys,
    ILedgerKeys ledgers,
    IMemberStore members,
    TimeProvider clock
) : IMemberLookups
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    public async Task<FoundLookup> Find(LookupValue value, CancellationToken ct)
    {
        var ids = await keys.ListIds(value, ct);
        var found = await Task.WhenAll(ids.Select(id => Read(id, ct)));
        var lookups = found.Select(it => it?.Value.ToLookup() ?? MemberLookup.Empty).ToArray();
        return new(
            [.. lookups.SelectMany(it => it.Entries).Select(it => it.LedgerKey).Distinct(StringComparer.Ordinal)],
            lookups.Any(it => it.HasMore)
        );
    }

    public async Task<bool> TryAdd(LookupValue value, LedgerKey member, bool isVerified, CancellationToken ct)
    {
        // The one under the key before comes first: instances that do not know the newest key yet use it alone.
        foreach (var id in (await keys.ListIds(value, ct)).Reverse())
            if (!await TryAdd(id, value, member, isVerified, ct))
                return false;
        return true;
    }

    /// <summary>Adds a member to one document.</summary>
    internal async Task<bool> TryAdd(
        string id,
        LookupValue value,
        LedgerKey member,
        bool isVerified,
        CancellationToken ct
    )
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var stored = await Read(id, ct);
            var lookup = stored?.Value.ToLookup() ?? MemberLookup.Empty;
            var now = clock.GetUtcNow();
            if (
                lookup.FindOtherOwner(member) is { } owner
                && (MemberLookup.IsReserved(owner, now) || await HasVerified(owner.LedgerKey, value, ct))
            )
                return false;
            if (await TryWrite(id, stored, lookup.Add(member, isVerified, now), ct))
                return true;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    public async Task Remove(LookupValue value, LedgerKey member, CancellationToken ct)
    {
        foreach (var id in await keys.ListIds(value, ct))
            await Remove(id, member, ct);
        if (await keys.FindIdBefore(value, ct) is { } before)
            await Remove(before, member, ct);
    }

    private async Task Remove(string id, LedgerKey member, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (await Read(id, ct) is not { } stored)
                return;
            var before = stored.Value.ToLookup();
            var after = before.Remove(member, clock.GetUtcNow());
            if (after == before || await TryWrite(id, stored, after, ct))
                return;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <returns>
    /// False if another request has changed the document, or this one has and its answer was lost.
    /// </returns>
    private async Task<bool> TryWrite(
        string id,
        StoredDocument<MemberLookupDocument>? stored,
        MemberLookup next,
        CancellationToken ct
    )
    {
        var document = MemberLookupDocument.From(id, next);
        if (stored is null)
            return await _lookups.TryCreate(id, document, DocumentJson.Default.MemberLookupDocument, ct);
        var batch = new AtomicBatch(_lookups, id);
        if (next.Entries.IsEmpty && !next.HasMore)
            batch.Delete(id, stored.ETag);
        else
            batch.Replace(id, document, DocumentJson.Default.MemberLookupDocument, stored.ETag, stored.Unknown);
        return (await batch.Send(ct)).IsSuccess;
    }

    private async Task<bool> HasVerified(string ledgerKey, LookupValue value, CancellationToken ct) =>
        await ledgers.FindMember(ledgerKey, ct) is { } memberId
        && await members.Find(memberId, ct) is { } member
        && member.LedgerKey?.Value == ledgerKey
        && member.Lookups.Contains((value, true));

    private Task<StoredDocument<MemberLookupDocument>?> Read(string id, CancellationToken ct) =>
        _lookups.Read(id, id, DocumentJson.Default.MemberLookupDocument, ct);
}
