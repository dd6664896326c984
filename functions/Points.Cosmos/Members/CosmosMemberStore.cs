using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Reading;

namespace Points.Cosmos.Members;

/// <summary>
/// Profiles in Cosmos DB. A profile is in its member's partition and changes in one batch with the wallets.
/// </summary>
public sealed partial class CosmosMemberStore(CosmosClient client) : IMemberStore
{
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public async Task<Member?> Find(string memberId, CancellationToken ct) =>
        await Load(memberId, ct) is { Value.Erasing: not true } stored ? ToMember(stored) : null;

    public async Task<Member?> Update(string memberId, Func<Member?, ProfileChange?> update, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var stored = await Load(memberId, ct);
            if (stored is { Value.Erasing: true })
                return update(null) is null
                    ? null
                    : throw new StoreBusyException("the earlier member of this id is still being erased");
            if (update(ToMember(stored)) is not { } changed)
                return null;
            if (await Write(stored, changed, ct) is { } etag)
                return changed.Member with { Version = VersionOf(etag) };
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    private static Member? ToMember(StoredDocument<MemberDocument>? stored) =>
        stored is null ? null : stored.Value.ToMember() with { Version = VersionOf(stored.ETag) };

    private static string VersionOf(string etag) => etag.Trim('"');

    private async Task<StoredDocument<MemberDocument>?> Load(string memberId, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var stored = await _wallets.Read(
                memberId,
                MemberDocument.SingletonId,
                DocumentJson.Default.MemberDocument,
                ct
            );
            if (stored is not { Value.Key: null })
                return stored;
            await CosmosLedgerKeys.AddTo(_wallets, memberId, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <returns>The ETag of the new profile; null if another write has changed the profile meanwhile.</returns>
    private async Task<string?> Write(
        StoredDocument<MemberDocument>? stored,
        ProfileChange change,
        CancellationToken ct
    )
    {
        var member = change.Member;
        var batch = new AtomicBatch(_wallets, member.MemberId);
        var profile = MemberDocument.From(member);
        if (stored is null)
        {
            await CosmosLedgerKeys.Store(_lookups, KeyOf(member), member.MemberId, ct);
            batch.Create(profile, DocumentJson.Default.MemberDocument);
        }
        else
            batch.Replace(profile.Id, profile, DocumentJson.Default.MemberDocument, stored.ETag, stored.Unknown);
        foreach (var programmeId in member.Programmes)
            if (stored?.Value.Programmes.Contains(programmeId) == true)
                ChangeFacts(batch, new(member.MemberId, programmeId), change);
            else
                CreateWallet(batch, new(member.MemberId, programmeId), change);

        ActDocument.AddTo(batch, change.Act, member.MemberId);
        var response = await batch.Send(ct);
        if (response.IsSuccess)
            return response.FirstETag;
        var etag = await CosmosErrors.RunAfterLostResponse(() => FindETagIfStored(profile, ct));
        // Nobody has the key. It must lead to no member: an erasure would not find it.
        if (stored is null && etag is null)
            await CosmosLedgerKeys.Remove(_lookups, KeyOf(member), ct);
        return etag;
    }

    /// <summary>
    /// Whether the profile is stored as it was sent. Then an earlier send was a success: its response was lost, or the
    /// SDK sent it twice.
    /// </summary>
    /// <returns>Its ETag; null if another profile is stored.</returns>
    private async Task<string?> FindETagIfStored(MemberDocument profile, CancellationToken ct) =>
        await Load(profile.MemberId, ct) is { } stored && ToJson(stored.Value).Span.SequenceEqual(ToJson(profile).Span)
            ? stored.ETag
            : null;

    private static ReadOnlyMemory<byte> ToJson(MemberDocument profile) =>
        ReadableJson.Serialize(profile, DocumentJson.Default.MemberDocument);

    private static LedgerKey KeyOf(Member member) =>
        member.LedgerKey ?? throw new ArgumentException("a profile is stored with a key", nameof(member));

    private static readonly byte[] JsonNull = "null"u8.ToArray();

    private static ReadOnlyMemory<byte> FactsOf(Member member) =>
        ReadableJson.Serialize(FactsDocument.From(member.Facts), DocumentJson.Default.FactsDocument);

    private static void CreateWallet(AtomicBatch batch, WalletId id, ProfileChange change)
    {
        var opened = change.WalletsToOpen.FirstOrDefault(it => it.Wallet.Id == id);
        var (wallet, schedule) = opened.Wallet is null
            ? (Wallet.Open(id, KeyOf(change.Member), change.Member.Facts), new MaintenanceSchedule())
            : opened;
        batch.Create(WalletDocument.From(wallet, schedule, null), DocumentJson.Default.WalletDocument);
    }

    /// <summary>
    /// Patches the copy of the facts in a wallet, without reading the wallet. The patch gives it a new version.
    /// </summary>
    private void ChangeFacts(AtomicBatch batch, WalletId wallet, ProfileChange change)
    {
        var (id, facts) = (WalletDocument.IdOf(wallet.ProgrammeId), FactsOf(change.Member));
        var changes = new List<(string, ReadOnlyMemory<byte>)> { ("/facts", facts) };
        if (DocumentSeals.Of(_wallets) is { } seals)
            changes.Add(seals.SealMember(id, wallet.MemberId, "facts", facts));
        if (change.DeletesPurchaseHistory)
            changes.Add(("/recent", JsonNull)); // Data stored by consent is deleted when the consent ends (law L14).
        foreach (var (_, from) in change.GiftChecksDue.Where(it => it.ProgrammeId == wallet.ProgrammeId))
            changes.Add(
                ("/giftsDueAt", ReadableJson.Serialize(StoredTime.FloorSeconds(from), DocumentJson.Default.Int64))
            );
        if (change.GrantChecksDueAt is { } checkedFrom)
            changes.Add(
                (
                    "/grantsDueAt",
                    ReadableJson.Serialize(StoredTime.FloorSeconds(checkedFrom), DocumentJson.Default.Int64)
                )
            );
        batch.Set(id, [.. changes]);
    }
}
