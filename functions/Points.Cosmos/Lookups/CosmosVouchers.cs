using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Lookups;

/// <summary>Vouchers by their codes, and by their members.</summary>
public sealed class CosmosVouchers(CosmosClient client) : IVouchers
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public async Task<VoucherLocation?> FindByCode(string code, CancellationToken ct)
    {
        var id = VoucherPlaceDocument.IdOf(code);
        return (await _lookups.Read(id, id, DocumentJson.Default.VoucherPlaceDocument, ct))?.Value.ToPlace();
    }

    public async Task<IReadOnlyList<Redemption>> ListByMember(
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
    /// Says where a voucher will be, before it is there: a code that leads nowhere hurts nobody, a voucher that nothing
    /// leads to would be lost to its member.
    /// </summary>
    internal async Task StoreLocation(string code, VoucherLocation place, CancellationToken ct)
    {
        var document = VoucherPlaceDocument.From(code, place);
        await _lookups.TryCreate(document.Id, document, DocumentJson.Default.VoucherPlaceDocument, ct);
    }
}
