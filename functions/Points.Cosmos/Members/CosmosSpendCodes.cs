using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Members;

/// <summary>Spend codes in Cosmos DB, in the member's partition, so that a redemption uses one up in its own batch.</summary>
public sealed class CosmosSpendCodes(CosmosClient client) : ISpendCodes
{
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public async Task Put(SpendCode code, CancellationToken ct)
    {
        var batch = new AtomicBatch(_wallets, code.MemberId);
        batch.Upsert(SpendCodeDocument.From(code), DocumentJson.Default.SpendCodeDocument);
        await batch.Send(ct);
    }
}
