using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Reading;

namespace Points.Cosmos.Keys;

/// <summary>The keys of members' ledgers, in the container for lookups.</summary>
public sealed class CosmosLedgerKeys(CosmosClient client) : ILedgerKeys
{
    private const int SizeBytes = 16;
    private static readonly byte[] JsonTrue = "true"u8.ToArray();

    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    public LedgerKey Create() => CreateRandom();

    private static LedgerKey CreateRandom() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SizeBytes)));

    public async Task<LedgerKey?> Find(string memberId, CancellationToken ct) =>
        await FindProfile(_wallets, memberId, ct) is { Erasing: not true, Key: var key } ? key : null;

    public async Task<string?> FindMember(string ledgerKey, CancellationToken ct)
    {
        if (!FieldReader.IsId(ledgerKey))
            return null;
        var id = LedgerKeyDocument.IdOf(ledgerKey);
        return
            await _lookups.Read(id, id, DocumentJson.Default.LedgerKeyDocument, ct)
                is { Value: { IsMoved: not true, MemberId: var memberId } }
            ? memberId
            : null;
    }

    /// <summary>Finds the key also of a member who is being erased.</summary>
    /// <returns>Null if there is no such member.</returns>
    internal static async Task<LedgerKey?> Find(Container wallets, string memberId, CancellationToken ct) =>
        (await FindProfile(wallets, memberId, ct))?.Key;

    private static async Task<MemberDocument?> FindProfile(Container wallets, string memberId, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (await Load(wallets, memberId, ct) is not { } stored)
                return null;
            if (stored.Value.Key is not null)
                return stored.Value;
            await AddTo(wallets, memberId, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <summary>
    /// Stores where a key leads, before the profile has the key. If the profile then gets another key, this one is in
    /// use nowhere, and does no harm.
    /// </summary>
    internal static Task Store(Container lookups, LedgerKey key, string memberId, CancellationToken ct)
    {
        var document = LedgerKeyDocument.From(key, memberId);
        return lookups.TryCreate(document.Id, document, DocumentJson.Default.LedgerKeyDocument, ct);
    }

    /// <summary>Removes the way from a key to a member: the profile has another one, or is erased.</summary>
    internal static async Task Remove(Container lookups, LedgerKey key, CancellationToken ct)
    {
        var batch = new AtomicBatch(lookups, LedgerKeyDocument.IdOf(key.Value));
        batch.Delete(LedgerKeyDocument.IdOf(key.Value));
        await batch.Send(ct);
    }

    /// <summary>
    /// Gives a key to a member who enrolled before keys were introduced: to the profile and to the wallets, in one
    /// batch. Does nothing if another request changes them at the same time. Callers read again, and see what is left
    /// to do.
    /// </summary>
    internal static async Task AddTo(Container wallets, string memberId, CancellationToken ct)
    {
        if (await Load(wallets, memberId, ct) is not { Value: { Key: null } profile } stored)
            return;
        var key = CreateRandom() with { HasPlainIds = true };
        await Store(wallets.Database.GetContainer(CosmosContainers.Lookups), key, memberId, ct);
        var batch = new AtomicBatch(wallets, memberId);
        batch.Replace(
            profile.Id,
            profile with
            {
                LedgerKey = key.Value,
                PlainIds = true,
            },
            DocumentJson.Default.MemberDocument,
            stored.ETag,
            stored.Unknown
        );
        foreach (var programmeId in profile.Programmes)
            AddTo(batch, programmeId, key);
        await batch.Send(ct);
    }

    /// <summary>
    /// Gives the profile's key to a wallet without one. If the profile has none either, both get a new key.
    /// </summary>
    internal static async Task AddTo(Container wallets, WalletId wallet, CancellationToken ct)
    {
        await AddTo(wallets, wallet.MemberId, ct);
        if (await Load(wallets, wallet.MemberId, ct) is not { Value.Key: { } key })
            return;
        var batch = new AtomicBatch(wallets, wallet.MemberId);
        AddTo(batch, wallet.ProgrammeId, key);
        await batch.Send(ct);
    }

    /// <summary>A wallet without a key has a chain and documents from before keys were introduced.</summary>
    private static void AddTo(AtomicBatch batch, string programmeId, LedgerKey key) =>
        batch.Set(
            WalletDocument.IdOf(programmeId),
            ("/ledgerKey", ReadableJson.Serialize(key.Value, DocumentJson.Default.String)),
            ("/plainIds", JsonTrue)
        );

    private static Task<StoredDocument<MemberDocument>?> Load(
        Container wallets,
        string memberId,
        CancellationToken ct
    ) => wallets.Read(memberId, MemberDocument.SingletonId, DocumentJson.Default.MemberDocument, ct);
}
