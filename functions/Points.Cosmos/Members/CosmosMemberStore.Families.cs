using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;

namespace Points.Cosmos.Members;

/// <summary>Families are looked up by their id, in a container of their own partitions.</summary>
public sealed partial class CosmosMemberStore
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    public async Task<StoredFamily?> FindFamily(string familyId, CancellationToken ct)
    {
        var id = FamilyDocument.IdOf(familyId);
        return await _lookups.Read(id, id, DocumentJson.Default.FamilyDocument, ct) is { } stored
            ? new(new(stored.Value.FamilyId, [.. stored.Value.Members]), stored.ETag)
            : null;
    }

    public async Task<bool> PutFamily(RegisteredFamily family, string? replacedVersion, CancellationToken ct)
    {
        var document = new FamilyDocument(
            FamilyDocument.IdOf(family.FamilyId),
            FamilyDocument.TypeName,
            family.FamilyId,
            family.Members
        );
        var type = DocumentJson.Default.FamilyDocument;
        return replacedVersion is null
            ? await _lookups.TryCreate(document.Id, document, type, ct)
            : await _lookups.TryReplace(document.Id, document.Id, replacedVersion, document, type, ct);
    }
}
