using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Accruing;
using Points.Domain.Ports;

namespace Points.Cosmos.Wallets;

/// <summary>Orders in Cosmos DB, read across members: page by page, and never more than asked for.</summary>
public sealed class CosmosOrderHistory(CosmosClient client) : IOrderHistory
{
    private const int OrdersPerPage = 200;
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public async Task<IReadOnlyList<(string MemberId, Order Order)>> Sample(string programmeId, int ordersMax, CancellationToken ct)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.programmeId = @programmeId")
            .WithParameter("@type", OrderDocument.TypeName)
            .WithParameter("@programmeId", programmeId);
        var orders = new List<(string, Order)>();
        using var pages = _wallets.GetItemQueryStreamIterator(query, requestOptions: new() { MaxItemCount = OrdersPerPage });
        while (orders.Count < ordersMax && pages.HasMoreResults)
        {
            using var page = await DocumentReading.Attempt(() => pages.ReadNextAsync(ct), ct);
            StoreFaults.ThrowUnlessSuccess(page.StatusCode, page.ErrorMessage);
            foreach (var order in JsonSerializer.Deserialize(page.Content, DocumentJson.Default.PageOrderDocument)!.Documents.Take(ordersMax - orders.Count))
                orders.Add((order.MemberId, order.ToOrder()));
        }
        return orders;
    }
}
