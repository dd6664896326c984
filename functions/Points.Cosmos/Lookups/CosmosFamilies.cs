using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Families;
using Points.Domain.Ports;

namespace Points.Cosmos.Lookups;

/// <summary>Families in Cosmos DB.</summary>
public sealed class CosmosFamilies(CosmosClient client) : IFamilies
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    public async Task<FamilyRegister?> Find(string familyId, CancellationToken ct)
    {
        var id = FamilyDocument.IdOf(familyId);
        return await _lookups.Read(id, id, DocumentJson.Default.FamilyDocument, ct) is { Value: var it } ? new(it.FamilyId, [.. it.Members]) : null;
    }

    public async Task Put(FamilyRegister family, CancellationToken ct)
    {
        var id = FamilyDocument.IdOf(family.FamilyId);
        var batch = new AtomicBatch(_lookups, id);
        batch.Upsert(new(id, FamilyDocument.TypeName, family.FamilyId, family.Members), DocumentJson.Default.FamilyDocument);
        await batch.Send(ct);
    }
}
