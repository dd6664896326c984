using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Redeeming;

/// <summary>Lists the redemptions in a member's partition by an indexed sort key.</summary>
public sealed class CosmosListedRedemptions(CosmosClient client) : IListedRedemptions
{
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public async Task<IReadOnlyList<Redemption>> List(
        string memberId,
        string? programmeId,
        string? before,
        int limit,
        CancellationToken ct
    )
    {
        var inProgramme = programmeId is null ? "" : " AND c.programmeId = @programmeId";
        var query = new QueryDefinition(
            $"SELECT * FROM c WHERE c.type = @type{inProgramme} AND c.sortKey < @before ORDER BY c.sortKey DESC"
        )
            .WithParameter("@type", RedemptionDocument.TypeName)
            .WithParameter("@before", before ?? ContainerQueries.SortKeyMax);
        if (programmeId is not null)
            query = query.WithParameter("@programmeId", programmeId);
        var documents = await _wallets.ReadUpTo(
            limit,
            query,
            memberId,
            DocumentJson.Default.QueryPageRedemptionDocument,
            ct
        );
        return [.. documents.Select(document => document.ToRedemption())];
    }
}
