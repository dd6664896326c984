using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ports;

namespace Points.Cosmos.Lookups;

/// <summary>What came of merchants' messages, in Cosmos DB.</summary>
public sealed class CosmosEventOutcomes(CosmosClient client) : IEventOutcomes
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    public async Task<EventOutcome?> Find(string merchantId, string messageId, CancellationToken ct)
    {
        var id = EventDocument.IdOf(merchantId, messageId);
        return (await _lookups.Read(id, id, DocumentJson.Default.EventDocument, ct))?.Value.ToOutcome();
    }

    /// <summary>The document is created and never replaced: of several that decide the same message at once, one is first.</summary>
    public async Task<EventOutcome> Keep(EventOutcome outcome, CancellationToken ct)
    {
        var document = EventDocument.From(outcome);
        if (await _lookups.CreateOnce(document.Id, document, DocumentJson.Default.EventDocument, ct)) return outcome;
        return await Find(outcome.MerchantId, outcome.MessageId, ct) ?? throw new StoreUnavailableException("an event's outcome is there and cannot be read yet");
    }
}
