using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Relaying;
using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Refunding;

/// <summary>
/// Each merchant's refunds that wait for their purchases, in a partition of the settlement container. The records of
/// early refunds are the master: the relay writes the list from their changes (decision 28).
/// </summary>
public sealed class CosmosWaitingRefunds(CosmosClient client, ILedgerKeys ledgerKeys)
{
    /// <summary>How long a late copy of the relay may still try to list a refund whose purchase has arrived.</summary>
    private static readonly TimeSpan CountedKept = TimeSpan.FromDays(7);

    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    /// <summary>
    /// Lists the refunds of a record, or takes them off the list if their purchase has arrived. Repeating it changes
    /// nothing, and an old state of the record, relayed late, lists nothing again.
    /// </summary>
    /// <param name="ledgerKey">Names the member's ledger.</param>
    /// <exception cref="StoreBusyException">Throttled; repeating the call is safe.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The store did not answer; repeating the call is safe.
    /// </exception>
    public async Task Relay(string ledgerKey, EarlyRefundRecord record, CancellationToken ct)
    {
        foreach (var refund in record.Refunds)
        {
            // Refunds that earlier versions stored have no number, so they cannot be listed.
            if (refund is not { RefundId: { } refundId, EntryId: { } entryId, At: { } at })
                continue;
            var document = WaitingRefundDocument.From(
                ledgerKey,
                record.ProgrammeId,
                record.MerchantId,
                record.OrderId,
                refundId,
                entryId,
                refund.Claim,
                at
            );
            if (record.AppliedBy is not null)
                await TakeOff(
                    new(document.Id, CountedRefundDocument.TypeName, document.Account, (int)CountedKept.TotalSeconds),
                    ct
                );
            else
                await _settlement.TryCreate(document.Account, document, DocumentJson.Default.WaitingRefundDocument, ct);
        }
    }

    /// <summary>Takes the refunds of a record off the list: nobody's purchase will arrive any more.</summary>
    public Task TakeOff(string ledgerKey, EarlyRefundRecord record, CancellationToken ct) =>
        Relay(ledgerKey, record with { AppliedBy = record.AppliedBy ?? "" }, ct);

    /// <summary>Relays a record that was set aside, in its present state.</summary>
    /// <returns>False if there is no such record of early refunds.</returns>
    /// <exception cref="InvalidDataException">The record cannot be read.</exception>
    public async Task<bool> TryRelay(string memberId, string documentId, CancellationToken ct)
    {
        if (
            await _wallets.Read(memberId, documentId, DocumentJson.Default.JsonElement, ct) is not { } stored
            || LedgerFeed.ReadEarlyRefund(stored.Value, DocumentSeals.Of(_wallets)) is not { } record
        )
            return false;
        await Relay(record.LedgerKey, record.Record, ct);
        return true;
    }

    /// <summary>Lists a merchant's waiting refunds, newest first.</summary>
    /// <param name="before">Lists only what follows this <see cref="WaitingRefund.SortKey"/>; null for all.</param>
    public async Task<IReadOnlyList<WaitingRefund>> List(
        string merchantId,
        string? before,
        int limit,
        CancellationToken ct
    )
    {
        var documents = await _settlement.ReadNewestFirst(
            limit,
            WaitingRefundDocument.TypeName,
            before,
            WaitingRefundDocument.PartitionOf(merchantId),
            DocumentJson.Default.QueryPageWaitingRefundDocument,
            ct
        );
        return await Task.WhenAll(documents.Select(document => ToWaitingRefund(document, ct)));
    }

    private async Task TakeOff(CountedRefundDocument counted, CancellationToken ct)
    {
        var batch = new AtomicBatch(_settlement, counted.Account);
        batch.Upsert(counted, DocumentJson.Default.CountedRefundDocument, unknown: null);
        await batch.Send(ct);
    }

    private async Task<WaitingRefund> ToWaitingRefund(WaitingRefundDocument it, CancellationToken ct) =>
        new(
            it.MemberId ?? await ledgerKeys.FindMember(it.LedgerKey, ct),
            it.ProgrammeId,
            it.MerchantId,
            it.OrderId,
            it.RefundId,
            it.EntryId,
            new RefundClaimDocument(it.AmountFen, it.Lines).ToClaim(),
            it.At,
            it.SortKey
        );
}
