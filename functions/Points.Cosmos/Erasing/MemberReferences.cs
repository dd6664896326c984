using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Refunding;
using Points.Cosmos.Relaying;
using Points.Domain.Approving;
using Points.Domain.Ledger;

namespace Points.Cosmos.Erasing;

/// <summary>Removes what leads to a member, or says words about them, from outside the member's own partition.</summary>
internal sealed class MemberReferences(CosmosClient client, CosmosWaitingRefunds waitingRefunds)
{
    private const int DocumentsPerPage = 100;

    private static readonly DocumentJson Json = DocumentJson.Default;
    private static readonly byte[] JsonNull = "null"u8.ToArray();
    private static readonly JsonElement NoCommand = JsonElement.Parse("{}");

    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);
    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );
    private readonly Container _journal = client.GetContainer(CosmosContainers.Database, CosmosContainers.Journal);

    public async Task Remove(MemberPartition partition, string memberId, LedgerKey key, CancellationToken ct)
    {
        await foreach (var document in partition.ReadAll(ct))
        {
            if (LedgerFeed.ReadEarlyRefund(document, seals: null) is var (_, refund))
                await waitingRefunds.TakeOff(key.Value, refund, ct);
        }
        await RemoveLookups(memberId, key, ct);
        await RemoveFromSettlement(memberId, key, ct);
        await StripApprovals(key, ct);
    }

    /// <summary>
    /// Deletes what leads from codes of vouchers and from other keys to the member, and the name in outcomes of messages
    /// that came before they enrolled. The erasure still needs its own key.
    /// </summary>
    private async Task RemoveLookups(string memberId, LedgerKey key, CancellationToken ct)
    {
        await foreach (var document in Named(_lookups, memberId, ct))
        {
            var id = ErasedLedger.TextOf(document, "id")!;
            if (id == LedgerKeyDocument.IdOf(key.Value))
                continue;
            var batch = new AtomicBatch(_lookups, id);
            if (ErasedLedger.TypeOf(document) == EventOutcomeDocument.TypeName)
                batch.Set(id, ("/memberId", JsonNull));
            else
                batch.Delete(id);
            await batch.Send(ct);
        }
    }

    /// <summary>
    /// Deletes refunds that wait from before the member enrolled. Entries that could not be relayed are found where the
    /// ledger moves to.
    /// </summary>
    private async Task RemoveFromSettlement(string memberId, LedgerKey key, CancellationToken ct)
    {
        await foreach (var document in Named(_settlement, memberId, ct))
        {
            var batch = new AtomicBatch(_settlement, ErasedLedger.TextOf(document, "account")!);
            batch.Delete(ErasedLedger.TextOf(document, "id")!);
            if (ErasedLedger.TypeOf(document) == SetAsideDocument.TypeName)
            {
                var entry = document.Deserialize(Json.SetAsideDocument)!.ToSetAsideEntry();
                batch.Upsert(
                    SetAsideDocument.From(entry with { MemberId = key.Value }),
                    Json.SetAsideDocument,
                    unknown: null
                );
            }
            await batch.Send(ct);
        }
    }

    private static IAsyncEnumerable<JsonElement> Named(Container container, string memberId, CancellationToken ct) =>
        container.ReadAll(
            new QueryDefinition("SELECT * FROM c WHERE c.memberId = @memberId").WithParameter("@memberId", memberId),
            DocumentsPerPage,
            Json.QueryPageJsonElement,
            ct
        );

    /// <summary>What waits for approval cannot be done any more; what was decided keeps no words.</summary>
    private async Task StripApprovals(LedgerKey key, CancellationToken ct)
    {
        await foreach (var approval in ReadApprovals(key, ct))
        {
            var isOpen = approval.Status is ApprovalStatus.Waiting or ApprovalStatus.Approved;
            var stripped = approval with { Because = "the member was erased", Reason = null, Note = null };
            if (approval.Kind != ApprovalKind.Erasure)
                stripped = stripped with
                {
                    Command = NoCommand,
                    IsDone = null,
                    AnswerStatus = null,
                    AnswerBody = null,
                    Status = isOpen ? ApprovalStatus.Waiting : approval.Status,
                    ExpiresAt = isOpen ? approval.At : approval.ExpiresAt,
                    Until = isOpen ? StoredTime.FloorSeconds(approval.At) : approval.Until,
                };
            var batch = new AtomicBatch(_settlement, ApprovalDocument.Partition);
            batch.Upsert(stripped, Json.ApprovalDocument, unknown: null);
            await batch.Send(ct);
        }
        await StripReasons(_settlement, ActDocument.TypeName, key, "account", ct, ApprovalDocument.Partition);
    }

    private IAsyncEnumerable<ApprovalDocument> ReadApprovals(LedgerKey key, CancellationToken ct) =>
        _settlement.ReadAll(
            Query(ApprovalDocument.TypeName, "ledgerKey", key.Value),
            DocumentsPerPage,
            Json.QueryPageApprovalDocument,
            ct,
            ApprovalDocument.Partition
        );

    /// <summary>
    /// Removes words about the member from the auditors' journal, once it has all that staff did to them. Its chains
    /// cover digests of the words.
    /// </summary>
    public Task StripJournal(LedgerKey key, CancellationToken ct) =>
        StripReasons(_journal, JournalItemDocument.TypeName, key, "chain", ct);

    /// <param name="partitionName">The property that names the partition of a document.</param>
    /// <param name="partition">Null for all.</param>
    private static async Task StripReasons(
        Container container,
        string type,
        LedgerKey key,
        string partitionName,
        CancellationToken ct,
        string? partition = null
    )
    {
        await foreach (
            var document in container.ReadAll(
                Query(type, "ledgerKey", key.Value),
                DocumentsPerPage,
                Json.QueryPageJsonElement,
                ct,
                partition
            )
        )
        {
            if (
                ErasedLedger.TextOf(document, "reason") is null
                || ErasedLedger.TextOf(document, partitionName) is not { } within
            )
                continue;
            var batch = new AtomicBatch(container, within);
            batch.Set(ErasedLedger.TextOf(document, "id")!, ("/reason", JsonNull));
            await batch.Send(ct);
        }
    }

    private static QueryDefinition Query(string type, string property, string value) =>
        new QueryDefinition($"SELECT * FROM c WHERE c.{property} = @value AND c.type = @type")
            .WithParameter("@value", value)
            .WithParameter("@type", type);
}
