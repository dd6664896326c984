using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Intake;

/// <summary>
/// Stores the outcome of each event that a merchant sent as a message. The ids are digests under the deployment's key,
/// and the outcomes name members by the keys of their ledgers, because they outlive members (decision 27).
/// </summary>
public sealed class CosmosEventOutcomes(CosmosClient client, DeploymentKey key, ILedgerKeys ledgers)
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    /// <returns>Null if the message has no outcome yet.</returns>
    /// <exception cref="StoreBusyException">The store throttles.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<EventOutcome?> Find(string merchantId, string messageId, CancellationToken ct)
    {
        var digest = EventOutcomeDocument.DigestOf(merchantId, messageId);
        var outcome = await Read(await key.Protect(digest, ct), ct) ?? await FindFromBeforeKeys(digest, ct);
        return outcome is { LedgerKey: { } ledgerKey }
            ? outcome with
            {
                MemberId = await ledgers.FindMember(ledgerKey, ct),
            }
            : outcome;
    }

    /// <summary>An outcome from before there was a deployment's key, as if it had been stored under it.</summary>
    private async Task<EventOutcome?> FindFromBeforeKeys(string digest, CancellationToken ct) =>
        await Read(digest, ct) is { } outcome
            ? outcome with
            {
                Fingerprint = await key.Protect(outcome.Fingerprint, ct),
            }
            : null;

    private async Task<EventOutcome?> Read(string digest, CancellationToken ct)
    {
        var id = EventOutcomeDocument.IdOf(digest);
        return (await _lookups.Read(id, id, DocumentJson.Default.EventOutcomeDocument, ct))?.Value.ToOutcome();
    }

    /// <summary>
    /// Stores an outcome if the message has none. A stored refusal is replaced if the same command has now been booked:
    /// two instances that process a message at once may decide differently, and only the booking is in the ledger. So
    /// is a refusal of the same command that was sent before.
    /// </summary>
    /// <returns>The outcome that is stored: this one, or the earlier one.</returns>
    /// <exception cref="StoreBusyException">The store throttles; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer; repeating the call is safe.</exception>
    public async Task<EventOutcome> Record(EventOutcome outcome, CancellationToken ct)
    {
        var digest = EventOutcomeDocument.DigestOf(outcome.MerchantId, outcome.MessageId);
        var id = EventOutcomeDocument.IdOf(await key.Protect(digest, ct));
        var document = EventOutcomeDocument.From(outcome, id) with
        {
            Ttl = outcome.LedgerKey is null ? (int)EventOutcomeDocument.UnknownKept.TotalSeconds : null,
        };
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (await _lookups.TryCreate(document.Id, document, DocumentJson.Default.EventOutcomeDocument, ct))
                return outcome;
            var stored =
                await _lookups.Read(document.Id, document.Id, DocumentJson.Default.EventOutcomeDocument, ct)
                ?? throw new StoreUnavailableException("the outcome of the event exists but cannot be read yet");
            var first = stored.Value.ToOutcome();
            var isReplaced = outcome.IsAccepted || first.IsRefusalBefore(outcome.SequenceNumber);
            if (first.IsAccepted || !isReplaced || first.Fingerprint != outcome.Fingerprint)
                return first;
            var batch = new AtomicBatch(_lookups, document.Id);
            batch.Replace(
                document.Id,
                document,
                DocumentJson.Default.EventOutcomeDocument,
                stored.ETag,
                stored.Unknown
            );
            if ((await batch.Send(ct)).IsSuccess)
                return outcome;
        }
        throw ConflictRetry.Exhausted();
    }
}
