using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Redeeming;

/// <summary>
/// Spend codes and vouchers in Cosmos DB. A spend code is in its member's partition, so that a redemption uses it up in
/// its own batch. A voucher's code has a lookup document with the place of its redemption.
/// </summary>
public sealed class CosmosSpendCodesAndVouchers(CosmosClient client) : ISpendCodesAndVouchers
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public async Task PutSpendCode(SpendCode code, CancellationToken ct)
    {
        var batch = new AtomicBatch(_wallets, code.MemberId);
        batch.Upsert(SpendCodeDocument.From(code), DocumentJson.Default.SpendCodeDocument, unknown: null);
        await batch.Send(ct);
    }

    public async Task<VoucherLocation?> FindVoucher(string code, CancellationToken ct)
    {
        var id = VoucherLocationDocument.IdOf(code);
        return (await _lookups.Read(id, id, DocumentJson.Default.VoucherLocationDocument, ct))?.Value.ToLocation();
    }

    public async Task<IReadOnlyList<Redemption>> ListVouchers(
        string memberId,
        long before,
        int limit,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.voucherSince < @before ORDER BY c.voucherSince DESC"
        )
            .WithParameter("@type", RedemptionDocument.TypeName)
            .WithParameter("@before", before);
        var documents = await _wallets.ReadUpTo(
            limit,
            query,
            memberId,
            DocumentJson.Default.QueryPageRedemptionDocument,
            ct
        );
        return [.. documents.Select(document => document.ToRedemption())];
    }

    /// <summary>
    /// Stores where a voucher will be, before its redemption is committed. A code without a voucher does no harm; a
    /// voucher whose code leads nowhere would be lost to its member.
    /// </summary>
    internal async Task StoreVoucherLocation(string code, VoucherLocation location, CancellationToken ct)
    {
        var document = VoucherLocationDocument.From(code, location);
        await _lookups.TryCreate(document.Id, document, DocumentJson.Default.VoucherLocationDocument, ct);
    }
}
