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

    public async Task<EventOutcome> Keep(EventOutcome outcome, CancellationToken ct)
    {
        var document = EventDocument.From(outcome);
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            if (await _lookups.CreateOnce(document.Id, document, DocumentJson.Default.EventDocument, ct))
                return outcome;
            var stored =
                await _lookups.Read(document.Id, document.Id, DocumentJson.Default.EventDocument, ct)
                ?? throw new StoreUnavailableException("an event's outcome is there and cannot be read yet");
            var first = stored.Value.ToOutcome();
            if (first.IsAccepted || !outcome.IsAccepted || first.Fingerprint != outcome.Fingerprint)
                return first;
            var batch = new AtomicBatch(_lookups, document.Id);
            batch.Replace(document.Id, document, DocumentJson.Default.EventDocument, stored.ETag);
            if ((await batch.Send(ct)).IsDone)
                return outcome;
        }
        throw Contention.Exhausted();
    }
}
