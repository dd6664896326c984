using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Refunding;

namespace Points.Cosmos.Refunding;

/// <summary>
/// Early refunds for people who are not enrolled, as documents of the merchants' lists of waiting refunds. No relay
/// writes or removes them: they end by themselves.
/// </summary>
public sealed class CosmosUnenrolledRefunds(CosmosClient client, DeploymentKey deploymentKey, ILedgerKeys ledgerKeys)
    : IUnenrolledRefunds
{
    /// <summary>
    /// The most refunds of a merchant that wait for one person: the bounds of decision 25 multiplied.
    /// </summary>
    private const int RefundsMax = EarlyRefund.CountMaxPerMerchant * EarlyRefundRecord.RefundsMax;

    /// <summary>Longer than a merchant may take to report a purchase, by default.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(120);

    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );

    public async Task<LedgerKey> FindKey(string memberId, CancellationToken ct) =>
        await ledgerKeys.Find(memberId, ct)
        ?? new LedgerKey(await deploymentKey.Protect(Digest.Compute(WaitingRefundDocument.TypeName, memberId), ct));

    public async Task<IReadOnlyList<UnenrolledRefund>> List(string merchantId, LedgerKey key, CancellationToken ct)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.ledgerKey = @key")
            .WithParameter("@type", WaitingRefundDocument.TypeName)
            .WithParameter("@key", key.Value);
        var documents = await _settlement.ReadUpTo(
            RefundsMax,
            query,
            WaitingRefundDocument.PartitionOf(merchantId),
            DocumentJson.Default.QueryPageWaitingRefundDocument,
            ct
        );
        return
        [
            .. documents
                .Where(it => it.Fingerprint is not null)
                .Select(it => new UnenrolledRefund(
                    it.ProgrammeId,
                    it.OrderId,
                    it.RefundId,
                    it.EntryId,
                    new RefundClaimDocument(it.AmountFen, it.Lines).ToClaim(),
                    it.Fingerprint!,
                    it.At
                )),
        ];
    }

    public async Task Add(Refund command, LedgerKey key, UnenrolledRefund refund, CancellationToken ct)
    {
        var isMember = await ledgerKeys.Find(command.Wallet.MemberId, ct) == key;
        var document = WaitingRefundDocument.From(
            key.Value,
            refund.ProgrammeId,
            command.MerchantId,
            refund.OrderId,
            refund.RefundId,
            refund.EntryId,
            refund.Claim,
            refund.At
        ) with
        {
            MemberId = isMember ? null : command.Wallet.MemberId,
            Fingerprint = refund.Fingerprint,
            Ttl = (int)KeptFor.TotalSeconds,
        };
        await _settlement.TryCreate(document.Account, document, DocumentJson.Default.WaitingRefundDocument, ct);
    }
}
