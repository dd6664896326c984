using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Wallets;

/// <summary>Reads and writes a member's records, which are documents of the member's partition.</summary>
/// <param name="ledger">
/// The key of the wallet that the records are for. Null finds only what needs no key: redemptions, transfers, and the
/// spend code.
/// </param>
internal sealed class WalletRecords(Container container, string memberId, LedgerKey? ledger)
{
    private LedgerKey Ledger => ledger ?? throw new InvalidOperationException("this record needs its ledger's key");

    private static readonly DocumentJson Json = DocumentJson.Default;

    /// <summary>By the id of a document that was read; only documents with such members.</summary>
    private ImmutableDictionary<string, UnknownMembers> _unknown = ImmutableDictionary<string, UnknownMembers>.Empty;

    /// <returns>Null if there is none, or if a redemption id, which comes from callers, is not valid.</returns>
    public async Task<WalletRecord?> Find(RecordKey key, CancellationToken ct) =>
        await key.Match<Task<WalletRecord?>>(
            order: async it =>
                (await Read(OrderDocument.IdOf(Ledger, it.MerchantId, it.OrderId), Json.OrderDocument, ct))?.ToOrder(),
            earlyRefund: async it =>
                (
                    await Read(EarlyRefundRecordDocument.IdOf(Ledger, it), Json.EarlyRefundRecordDocument, ct)
                )?.ToEarlyRefundRecord(),
            refund: async it =>
                (
                    await Read(RefundDocument.IdOf(Ledger, it.MerchantId, it.RefundId), Json.RefundDocument, ct)
                )?.ToRefundRecord(),
            countedReference: async it =>
                (
                    await Read(CountedReferenceDocument.IdOf(Ledger, it), Json.CountedReferenceDocument, ct)
                )?.ToCountedReference(),
            redemption: async it =>
                Redemption.IsId(it.RedemptionId)
                    ? (await Read(it.RedemptionId, Json.RedemptionDocument, ct))?.ToRedemption()
                    : null,
            transfer: async it => (await Read(it.TransferId, Json.TransferDocument, ct))?.ToTransfer(),
            spendCode: async _ => (await Read(SpendCodeDocument.SingletonId, Json.SpendCodeDocument, ct))?.ToSpendCode()
        );

    public void Create(AtomicBatch batch, WalletRecord record) => Write(batch, record, isNew: true);

    /// <summary>Replaces a record that was read through this object.</summary>
    public void Replace(AtomicBatch batch, WalletRecord record) => Write(batch, record, isNew: false);

    /// <summary>The refusal for a record that another request has created before.</summary>
    /// <returns>Null if the record does not exist, or is of a kind that callers cannot repeat.</returns>
    public async Task<Refusal?> FindDuplicateRefusal(WalletRecord duplicate, CancellationToken ct) =>
        await duplicate.Match<Task<Refusal?>>(
            order: async it =>
                await Read(OrderDocument.IdOf(Ledger, it.MerchantId, it.OrderId), Json.OrderDocument, ct) is { } first
                    ? new Refusal.OrderAlreadyAccrued(first.EntryId, first.ProgrammeId)
                    : null,
            action: async it =>
                await Read(ActionDocument.IdOf(Ledger, it), Json.ActionDocument, ct) is { } first
                    ? new Refusal.ActionAlreadyCounted(first.EntryId)
                    : null,
            countedReference: async it =>
                (await Read(CountedReferenceDocument.IdOf(Ledger, it.Key), Json.CountedReferenceDocument, ct))
                    ?.ToCountedReference()
                    .ToRefusal(),
            redemption: _ => Task.FromResult<Refusal?>(null),
            refund: async it =>
                await Read(RefundDocument.IdOf(Ledger, it.MerchantId, it.RefundId), Json.RefundDocument, ct)
                    is { } first
                    ? new Refusal.RefundAlreadyCounted(first.EntryId, await FindRefunds(it, ct))
                    : null,
            earlyRefund: _ => Task.FromResult<Refusal?>(null),
            transfer: _ => Task.FromResult<Refusal?>(null),
            spendCode: _ => Task.FromResult<Refusal?>(null),
            notice: _ => Task.FromResult<Refusal?>(null)
        );

    /// <returns>Null if the refund waits for its purchase.</returns>
    private async Task<OrderRefunds?> FindRefunds(RefundRecord refund, CancellationToken ct) =>
        await Find(new RecordKey.Order(refund.MerchantId, refund.OrderId), ct) is Order order ? order.Refunds : null;

    private void Write(AtomicBatch batch, WalletRecord record, bool isNew) =>
        record.Match(
            order: it =>
                Put(
                    batch,
                    OrderDocument.From(memberId, Ledger, it),
                    document => document.Id,
                    Json.OrderDocument,
                    isNew
                ),
            action: it =>
                Put(
                    batch,
                    ActionDocument.From(memberId, Ledger, it),
                    document => document.Id,
                    Json.ActionDocument,
                    isNew
                ),
            countedReference: it =>
                Put(
                    batch,
                    CountedReferenceDocument.From(memberId, Ledger, it),
                    document => document.Id,
                    Json.CountedReferenceDocument,
                    isNew
                ),
            redemption: it =>
                Put(
                    batch,
                    RedemptionDocument.From(memberId, it),
                    document => document.Id,
                    Json.RedemptionDocument,
                    isNew
                ),
            refund: it =>
                Put(
                    batch,
                    RefundDocument.From(memberId, Ledger, it),
                    document => document.Id,
                    Json.RefundDocument,
                    isNew
                ),
            earlyRefund: it =>
                Put(
                    batch,
                    EarlyRefundRecordDocument.From(memberId, Ledger, it),
                    document => document.Id,
                    Json.EarlyRefundRecordDocument,
                    isNew
                ),
            transfer: it =>
                Put(batch, TransferDocument.From(it), document => document.Id, Json.TransferDocument, isNew),
            spendCode: it =>
                Put(batch, SpendCodeDocument.From(it), document => document.Id, Json.SpendCodeDocument, isNew),
            notice: it => Put(batch, NoticeDocument.From(it), document => document.Id, Json.NoticeDocument, isNew)
        );

    /// <summary>
    /// Replaces records without a version check: the batch also replaces their wallet and checks its version (decision
    /// 8).
    /// </summary>
    private bool Put<T>(AtomicBatch batch, T document, Func<T, string> id, JsonTypeInfo<T> type, bool isNew)
    {
        if (isNew)
            batch.Create(document, type);
        else
            batch.Replace(id(document), document, type, etag: null, _unknown.GetValueOrDefault(id(document)));
        return true;
    }

    private async Task<T?> Read<T>(string id, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        var stored = await container.Read(memberId, id, type, ct);
        if (stored?.Unknown is { } unknown)
            ImmutableInterlocked.AddOrUpdate(ref _unknown, id, unknown, (_, _) => unknown);
        return stored?.Value;
    }
}
