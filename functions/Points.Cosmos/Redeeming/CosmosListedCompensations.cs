using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Redeeming;

/// <summary>Lists withheld compensation in Cosmos DB, each programme's in a partition of its own.</summary>
public sealed class CosmosListedCompensations(CosmosClient client) : IListedCompensations
{
    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );

    public Task Add(ListedCompensation compensation, CancellationToken ct) =>
        _settlement.TryCreate(
            WithheldCompensationDocument.PartitionOf(compensation.ProgrammeId),
            WithheldCompensationDocument.From(compensation),
            DocumentJson.Default.WithheldCompensationDocument,
            ct
        );

    public async Task<IReadOnlyList<ListedCompensation>> ListWithheld(
        string programmeId,
        string? before,
        int limit,
        CancellationToken ct
    )
    {
        var documents = await _settlement.ReadNewestFirst(
            limit,
            WithheldCompensationDocument.TypeName,
            before,
            WithheldCompensationDocument.PartitionOf(programmeId),
            DocumentJson.Default.QueryPageWithheldCompensationDocument,
            ct
        );
        return [.. documents.Select(it => it.ToListedCompensation())];
    }
}
