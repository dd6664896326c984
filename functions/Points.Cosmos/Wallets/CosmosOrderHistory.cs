using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Simulating;

namespace Points.Cosmos.Wallets;

/// <summary>Reads orders of all members from Cosmos DB, page by page.</summary>
public sealed class CosmosOrderHistory(CosmosClient client) : IOrderHistory
{
    private const int OrdersPerPage = 200;
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public async Task<IReadOnlyList<(string MemberId, Order Order)>> SampleOrders(
        string programmeId,
        int ordersMax,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.programmeId = @programmeId")
            .WithParameter("@type", OrderDocument.TypeName)
            .WithParameter("@programmeId", programmeId);
        var orders = new List<(string, Order)>();
        await foreach (
            var order in _wallets.ReadAll(query, OrdersPerPage, DocumentJson.Default.QueryPageOrderDocument, ct)
        )
        {
            orders.Add((order.MemberId, order.ToOrder()));
            if (orders.Count == ordersMax)
                break;
        }
        return orders;
    }
}
