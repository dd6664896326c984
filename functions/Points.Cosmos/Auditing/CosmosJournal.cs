using System.Net;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Domain;
using Points.Domain.Auditing;

namespace Points.Cosmos.Auditing;

/// <summary>
/// Stores the auditors' journal in Cosmos DB, each chain in a partition of its own with a document for its head.
/// </summary>
public sealed class CosmosJournal(CosmosClient client, DeploymentKey deploymentKey) : IJournal
{
    /// <summary>Each is two operations, and the head is one. Cosmos DB allows 100 in a batch.</summary>
    private const int ItemsPerBatchMax = 44;

    private const int HeadIndex = 0;
    private static readonly DocumentJson Json = DocumentJson.Default;

    private readonly Container _journal = client.GetContainer(CosmosContainers.Database, CosmosContainers.Journal);
    private readonly JournalQueries _queries = new(client);

    public async Task<JournalHead> Append(JournalChain chain, IReadOnlyList<StaffAction> actions, CancellationToken ct)
    {
        var head = JournalHead.Genesis(chain);
        foreach (var chunk in actions.Chunk(ItemsPerBatchMax))
            head = await AppendChunk(chain, chunk, ct);
        return head;
    }

    public async Task<JournalPage> Read(JournalSearch search, int limit, CancellationToken ct)
    {
        var actor = search.Subject is { } subject ? await ActorOf(subject, ct) : null;
        return await _queries.Read(search, actor, limit, ct);
    }

    /// <summary>The digest that stands for a person.</summary>
    private ValueTask<string> ActorOf(string subject, CancellationToken ct) =>
        deploymentKey.Protect(Digest.Compute("journal-actor", subject), ct);

    /// <summary>The digest that stands for the words of a reason.</summary>
    public ValueTask<string> DigestOfReason(string reason, CancellationToken ct) =>
        deploymentKey.Protect(Digest.Compute("journal-reason", reason), ct);

    private async Task<JournalHead> AppendChunk(JournalChain chain, StaffAction[] actions, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var stored = await _journal.Read(
                chain.ToString(),
                JournalHeadDocument.SingletonId,
                Json.JournalHeadDocument,
                ct
            );
            var head = stored?.Value.ToHead() ?? JournalHead.Genesis(chain);
            if (actions.Length == 0)
                return head;
            var batch = new AtomicBatch(_journal, chain.ToString());
            var appended = await Add(batch, head, stored, actions, ct);
            var answer = await batch.Send(ct);
            if (answer.IsSuccess)
                return appended;
            if (answer.FailedIndex == HeadIndex)
                await ConflictRetry.Delay(attempt, ct); // Another instance appended to this chain.
            else if (answer.Status == HttpStatusCode.Conflict)
                actions = await WithoutStored(chain, actions, ct);
            else
                throw new InvalidOperationException($"the store refused items of {chain} with {answer.Status}");
        }
        throw ConflictRetry.Exhausted();
    }

    private async Task<JournalHead> Add(
        AtomicBatch batch,
        JournalHead head,
        StoredDocument<JournalHeadDocument>? stored,
        StaffAction[] actions,
        CancellationToken ct
    )
    {
        var items = new List<(JournalItem Item, string? Subject)>();
        foreach (var action in actions)
        {
            var item = head.Append(
                action,
                action.Subject is { } subject ? await ActorOf(subject, ct) : null,
                action.Reason is { } reason ? await DigestOfReason(reason, ct) : null
            );
            items.Add((item, action.Subject));
            head = new(head.Chain, item.Number, item.Hash);
        }
        var document = JournalHeadDocument.From(head);
        if (stored is null)
            batch.Create(document, Json.JournalHeadDocument);
        else
            batch.Replace(document.Id, document, Json.JournalHeadDocument, stored.ETag, stored.Unknown);
        foreach (var (item, subject) in items)
        {
            batch.Create(JournalItemDocument.From(item), Json.JournalItemDocument);
            if (subject is not null)
                batch.Create(JournalActorDocument.From(item, subject), Json.JournalActorDocument);
        }
        return head;
    }

    /// <summary>The actions that the journal has not got.</summary>
    private async Task<StaffAction[]> WithoutStored(JournalChain chain, StaffAction[] actions, CancellationToken ct)
    {
        var stored = await Task.WhenAll(
            actions.Select(action => _journal.Read(chain.ToString(), action.ItemId, Json.JournalItemDocument, ct))
        );
        var missing = new List<StaffAction>();
        foreach (var (action, item) in actions.Zip(stored))
            if (item is null)
                missing.Add(action);
            else if (item.Value.Reason is not null && action.Reason is null)
                await EraseReason(item, ct);
        return [.. missing];
    }

    /// <summary>If the item has changed meanwhile, another instance has erased the words.</summary>
    private async Task EraseReason(StoredDocument<JournalItemDocument> item, CancellationToken ct)
    {
        var batch = new AtomicBatch(_journal, item.Value.Chain);
        batch.Replace(
            item.Value.Id,
            item.Value with
            {
                Reason = null,
            },
            Json.JournalItemDocument,
            item.ETag,
            item.Unknown
        );
        await batch.Send(ct);
    }
}
