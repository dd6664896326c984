using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Domain;
using Points.Domain.Approving;

namespace Points.Cosmos.Approving;

/// <summary>
/// Adds up what staff book alone, in the container for lookups, so that all instances share the sums.
/// </summary>
public sealed class CosmosStaffSums(CosmosClient client, DeploymentKey deploymentKey) : IStaffSums
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    public async Task<bool> TryAdd(
        string person,
        string? member,
        DateOnly day,
        StaffSum more,
        StaffSum limit,
        CancellationToken ct
    )
    {
        var digest = Digest.Compute(StaffSumDocument.TypeName, person, member ?? "", $"{day:O}");
        var id = StaffSumDocument.IdOf(await deploymentKey.Protect(digest, ct));
        var isWithin = false;
        await _lookups.Update(
            id,
            DocumentJson.Default.StaffSumDocument,
            read: it => it?.ToSum() ?? default,
            change: it => (isWithin = it.Add(more).IsWithin(limit)) ? it.Add(more) : it,
            write: it => StaffSumDocument.From(id, it),
            ct
        );
        return isWithin;
    }
}
