using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Cosmos.Refunding;
using Points.Domain.Actors;
using Points.Domain.Erasing;
using Points.Domain.Ledger;

namespace Points.Cosmos.Erasing;

/// <summary>Erasures in Cosmos DB. Those under way are in one partition of the settlement container: they are few.</summary>
public sealed class CosmosErasures(CosmosClient client, CosmosWaitingRefunds waitingRefunds) : IErasures
{
    private static readonly DocumentJson Json = DocumentJson.Default;
    private static readonly byte[] JsonTrue = "true"u8.ToArray();

    private readonly MemberReferences _references = new(client, waitingRefunds);
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);
    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );

    public async Task<Erasure?> Begin(string memberId, Requester by, DateTimeOffset now, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (await LoadProfile(memberId, ct) is not { } profile)
                return null;
            if (profile.Value.Key is not { } key)
            {
                await CosmosLedgerKeys.AddTo(_wallets, memberId, ct);
                continue;
            }
            var begun = ErasureDocument.Begin(key, now);
            await _settlement.TryCreate(ErasureDocument.Partition, begun, Json.ErasureDocument, ct);
            if (profile.Value.Erasing == true || await TryMark(profile, key, by, now, ct))
                return await Find(key.Value, ct);
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    public async Task<Erasure?> Find(string ledgerKey, CancellationToken ct) =>
        (
            await _settlement.Read(ErasureDocument.Partition, ErasureDocument.IdOf(ledgerKey), Json.ErasureDocument, ct)
        )?.Value.ToErasure();

    public async Task<IReadOnlyList<Erasure>> ListUnderWay(int limit, CancellationToken ct)
    {
        var documents = await _settlement.ReadNewestFirst(
            limit,
            ErasureDocument.TypeName,
            before: null,
            ErasureDocument.Partition,
            Json.QueryPageErasureDocument,
            ct
        );
        return [.. documents.Select(it => it.ToErasure())];
    }

    public async Task<Member?> FindMember(Erasure erasure, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (
                await FindMemberId(erasure.LedgerKey, ct) is not { } memberId
                || await LoadProfile(memberId, ct) is not { } profile
                || profile.Value.Key is not { } key
                || key.Value != erasure.LedgerKey
            )
                return null;
            // The process may have died before the member was marked. Who asked for it, asked for it.
            if (
                profile.Value.Erasing == true
                || await TryMark(profile, key, new(ActorRole.System, Client: null, ""), erasure.RequestedAt, ct)
            )
                return profile.Value.ToMember();
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    public async Task MoveLedgers(Erasure erasure, Member member, CancellationToken ct)
    {
        var (partition, key) = (PartitionOf(member), member.LedgerKey!);
        await partition.CopyLedger(key, ct);
        await _references.Remove(partition, member.MemberId, key, ct);
        if (erasure.IsRelayed)
            return;
        // The relay of the last entries still reads the ledger, and the journal who did what.
        await partition.Delete(IsKeptUntilRelayed, ct);
        var batch = new AtomicBatch(_wallets, member.MemberId);
        batch.Upsert(StrippedProfile(member), Json.MemberDocument, unknown: null);
        batch.Upsert(ErasureMarkDocument.Of(member.MemberId, key), Json.ErasureMarkDocument, unknown: null);
        await batch.Send(ct);
    }

    public async Task RecordRelayed(string ledgerKey, CancellationToken ct)
    {
        var batch = new AtomicBatch(_settlement, ErasureDocument.Partition);
        batch.Set(ErasureDocument.IdOf(ledgerKey), ("/isRelayed", JsonTrue));
        await batch.Send(ct);
    }

    public async Task Finish(Erasure erasure, Member? member, CancellationToken ct)
    {
        var key = new LedgerKey(erasure.LedgerKey);
        if (member is not null)
        {
            var partition = PartitionOf(member);
            await _references.StripJournal(key, ct);
            var leads = new AtomicBatch(_lookups, LedgerKeyDocument.IdOf(key.Value));
            leads.Set(LedgerKeyDocument.IdOf(key.Value), ("/isMoved", JsonTrue));
            await leads.Send(ct);
            // The profile goes last: until then, nobody can enrol under this id.
            await partition.Delete(it => ErasedLedger.TypeOf(it) == MemberDocument.TypeName, ct);
            await partition.Delete(MemberDocument.SingletonId, ct);
        }
        await CosmosLedgerKeys.Remove(_lookups, key, ct);
        var batch = new AtomicBatch(_settlement, ErasureDocument.Partition);
        batch.Delete(ErasureDocument.IdOf(erasure.LedgerKey));
        await batch.Send(ct);
    }

    private static bool IsKeptUntilRelayed(JsonElement document) =>
        ErasedLedger.IsOfLedger(document)
        || ErasedLedger.TypeOf(document)
            is MemberDocument.TypeName
                or ErasureMarkDocument.TypeName
                or ActDocument.TypeName
                or ActorDocument.TypeName
                or MoreLotsDocument.TypeName;

    private static MemberDocument StrippedProfile(Member member) => MemberDocument.From(member).ToStripped();

    private MemberPartition PartitionOf(Member member) => new(_wallets, member.MemberId);

    private async Task<string?> FindMemberId(string ledgerKey, CancellationToken ct)
    {
        var id = LedgerKeyDocument.IdOf(ledgerKey);
        return (await _lookups.Read(id, id, Json.LedgerKeyDocument, ct))?.Value.MemberId;
    }

    private Task<StoredDocument<MemberDocument>?> LoadProfile(string memberId, CancellationToken ct) =>
        _wallets.Read(memberId, MemberDocument.SingletonId, Json.MemberDocument, ct);

    /// <summary>
    /// Marks the profile and all wallets in one batch, so that no request and no job finds them any more. Each write to
    /// a wallet that is under way fails on its version.
    /// </summary>
    /// <returns>False if another write came first.</returns>
    private async Task<bool> TryMark(
        StoredDocument<MemberDocument> profile,
        LedgerKey key,
        Requester by,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var memberId = profile.Value.MemberId;
        var batch = new AtomicBatch(_wallets, memberId);
        batch.Replace(
            MemberDocument.SingletonId,
            profile.Value with
            {
                Erasing = true,
            },
            Json.MemberDocument,
            profile.ETag,
            profile.Unknown
        );
        // Its MAC does not cover the mark. Jobs for which a wallet is due find none.
        foreach (var programmeId in profile.Value.Programmes)
            batch.Set(WalletDocument.IdOf(programmeId), ("/erasing", JsonTrue));
        ActDocument.AddTo(batch, new Act(ActKind.MemberErased, now, by) { LedgerKey = key.Value }, memberId);
        return (await batch.Send(ct)).IsSuccess
            || await CosmosErrors.RunAfterLostResponse(async () =>
                await LoadProfile(memberId, ct) is { Value.Erasing: true }
            );
    }
}
