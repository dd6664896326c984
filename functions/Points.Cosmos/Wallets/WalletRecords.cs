using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Deciding;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Wallets;

/// <summary>The records that stand beside a wallet's entries, as documents of the member's partition.</summary>
internal sealed class WalletRecords(Container container, string memberId)
{
    private static readonly DocumentJson Json = DocumentJson.Default;

    /// <returns>Null if there is none. The ids of redemptions come from callers: what is no such id is not looked for.</returns>
    public async Task<Record?> Find(RecordKey key, CancellationToken ct) =>
        await key.Match<Task<Record?>>(
            order: async it =>
                (await Read(OrderDocument.IdOf(it.MerchantId, it.OrderId), Json.OrderDocument, ct))?.ToOrder(),
            awaited: async it =>
                (await Read(AwaitedOrderDocument.IdOf(it), Json.AwaitedOrderDocument, ct))?.ToAwaitedOrder(),
            refund: async it =>
                (await Read(RefundDocument.IdOf(it.MerchantId, it.RefundId), Json.RefundDocument, ct))?.ToReceipt(),
            redemption: async it =>
                Redemption.IsId(it.RedemptionId)
                    ? (await Read(it.RedemptionId, Json.RedemptionDocument, ct))?.ToRedemption()
                    : null,
            transfer: async it => (await Read(it.TransferId, Json.TransferDocument, ct))?.ToTransfer(),
            spendCode: async _ => (await Read(SpendCodeDocument.OnlyId, Json.SpendCodeDocument, ct))?.ToSpendCode()
        );

    public void Create(AtomicBatch batch, Record record) => Write(batch, record, isNew: true);

    public void Replace(AtomicBatch batch, Record record) => Write(batch, record, isNew: false);

    /// <summary>Why something that must be unique was refused, naming the entry that was first.</summary>
    /// <returns>Null where it is not there after all, or not a thing that callers repeat.</returns>
    public async Task<Refusal?> RefusalOf(Record seen, CancellationToken ct) =>
        await seen.Match<Task<Refusal?>>(
            order: async it =>
                await Read(OrderDocument.IdOf(it.MerchantId, it.OrderId), Json.OrderDocument, ct) is { } first
                    ? new Refusal.OrderAlreadyAccrued(first.EntryId)
                    : null,
            deed: async it =>
                await Read(DeedDocument.IdOf(it), Json.DeedDocument, ct) is { } first
                    ? new Refusal.ActionAlreadyCounted(first.EntryId)
                    : null,
            redemption: _ => Task.FromResult<Refusal?>(null),
            refund: async it =>
                await Read(RefundDocument.IdOf(it.MerchantId, it.RefundId), Json.RefundDocument, ct) is { } first
                    ? new Refusal.RefundAlreadyCounted(first.EntryId)
                    : null,
            awaited: _ => Task.FromResult<Refusal?>(null),
            transfer: _ => Task.FromResult<Refusal?>(null),
            spendCode: _ => Task.FromResult<Refusal?>(null),
            notice: _ => Task.FromResult<Refusal?>(null)
        );

    private void Write(AtomicBatch batch, Record record, bool isNew) =>
        record.Match(
            order: it =>
                Put(batch, OrderDocument.From(memberId, it), document => document.Id, Json.OrderDocument, isNew),
            deed: it => Put(batch, DeedDocument.From(memberId, it), document => document.Id, Json.DeedDocument, isNew),
            redemption: it =>
                Put(
                    batch,
                    RedemptionDocument.From(memberId, it),
                    document => document.Id,
                    Json.RedemptionDocument,
                    isNew
                ),
            refund: it =>
                Put(batch, RefundDocument.From(memberId, it), document => document.Id, Json.RefundDocument, isNew),
            awaited: it =>
                Put(
                    batch,
                    AwaitedOrderDocument.From(memberId, it),
                    document => document.Id,
                    Json.AwaitedOrderDocument,
                    isNew
                ),
            transfer: it =>
                Put(batch, TransferDocument.From(it), document => document.Id, Json.TransferDocument, isNew),
            spendCode: it =>
                Put(batch, SpendCodeDocument.From(it), document => document.Id, Json.SpendCodeDocument, isNew),
            notice: it => Put(batch, NoticeDocument.From(it), document => document.Id, Json.NoticeDocument, isNew)
        );

    /// <summary>A change needs no version of its own: records change only in batches that replace their wallet on the version it had.</summary>
    private static bool Put<T>(AtomicBatch batch, T document, Func<T, string> id, JsonTypeInfo<T> type, bool isNew)
    {
        if (isNew)
            batch.Create(document, type);
        else
            batch.Replace(id(document), document, type, etag: null);
        return true;
    }

    private async Task<T?> Read<T>(string id, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class => (await container.Read(memberId, id, type, ct))?.Value;
}
