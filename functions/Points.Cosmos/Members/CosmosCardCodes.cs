using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Domain;
using Points.Domain.Enrolling;

namespace Points.Cosmos.Members;

/// <summary>Stores card codes in Cosmos DB, which deletes them after they have ended.</summary>
public sealed class CosmosCardCodes(CosmosClient client, DeploymentKey deploymentKey) : ICardCodes
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    public async Task Add(string code, CardCode card, CancellationToken ct)
    {
        var document = CardCodeDocument.From(await IdOf(code, ct), card);
        await _lookups.TryCreate(document.Id, document, DocumentJson.Default.CardCodeDocument, ct);
    }

    public async Task<CardCode?> Find(string code, CancellationToken ct)
    {
        var id = await IdOf(code, ct);
        return (await _lookups.Read(id, id, DocumentJson.Default.CardCodeDocument, ct))?.Value.ToCard();
    }

    private async Task<string> IdOf(string code, CancellationToken ct) =>
        CardCodeDocument.IdOf(await deploymentKey.Protect(Digest.Compute(CardCodeDocument.TypeName, code), ct));
}
