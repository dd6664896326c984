using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain;
using Points.Domain.Intake;

namespace Points.Cosmos.Lookups;

/// <summary>Outcomes of merchants' event messages in Cosmos DB.</summary>
public sealed class CosmosEventOutcomes(CosmosClient client) : IEventOutcomes
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    public async Task<EventOutcome?> Find(string merchantId, string messageId, CancellationToken ct)
    {
        var id = EventOutcomeDocument.IdOf(merchantId, messageId);
        return (await _lookups.Read(id, id, DocumentJson.Default.EventOutcomeDocument, ct))?.Value.ToOutcome();
    }

    public async Task<EventOutcome> Record(EventOutcome outcome, CancellationToken ct)
    {
        var document = EventOutcomeDocument.From(outcome);
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (await _lookups.TryCreate(document.Id, document, DocumentJson.Default.EventOutcomeDocument, ct))
                return outcome;
            var stored =
                await _lookups.Read(document.Id, document.Id, DocumentJson.Default.EventOutcomeDocument, ct)
                ?? throw new StoreUnavailableException("the outcome of the event exists but cannot be read yet");
            var first = stored.Value.ToOutcome();
            if (first.IsAccepted || !outcome.IsAccepted || first.Fingerprint != outcome.Fingerprint)
                return first;
            var batch = new AtomicBatch(_lookups, document.Id);
            batch.Replace(document.Id, document, DocumentJson.Default.EventOutcomeDocument, stored.ETag);
            if ((await batch.Send(ct)).IsSuccess)
                return outcome;
        }
        throw ConflictRetry.Exhausted();
    }
}
