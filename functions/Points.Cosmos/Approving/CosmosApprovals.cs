using System.Net;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Actors;
using Points.Domain.Approving;

namespace Points.Cosmos.Approving;

/// <summary>Stores approvals in one partition of the settlement container: they are few.</summary>
public sealed class CosmosApprovals(CosmosClient client) : IApprovals
{
    private static readonly DocumentJson Json = DocumentJson.Default;
    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );

    public async Task<(Approval Approval, string Version)?> Find(string approvalId, CancellationToken ct) =>
        await _settlement.Read(ApprovalDocument.Partition, approvalId, Json.ApprovalDocument, ct)
            is { Value.Type: ApprovalDocument.TypeName } stored
            ? (await AddPeople(stored.Value, ct), stored.ETag)
            : null;

    public async Task<bool> TryAdd(Approval approval, Act act, CancellationToken ct)
    {
        var batch = new AtomicBatch(_settlement, ApprovalDocument.Partition);
        batch.Create(ApprovalDocument.From(approval), Json.ApprovalDocument);
        AddPerson(batch, ActorDocument.IdOf(approval.ApprovalId), approval.RequestedBy);
        ActDocument.AddTo(batch, act, account: ApprovalDocument.Partition);
        var answer = await batch.Send(ct);
        return answer.IsSuccess
            || (
                answer.Status == HttpStatusCode.Conflict
                    ? false
                    : throw new InvalidOperationException($"the store refused an approval with {answer.Status}")
            );
    }

    public async Task<bool> TryReplace(Approval approval, string expectedVersion, Act? act, CancellationToken ct)
    {
        if (
            await _settlement.Read(ApprovalDocument.Partition, approval.ApprovalId, Json.ApprovalDocument, ct)
                is not { } stored
            || stored.ETag != expectedVersion
        )
            return false;
        var batch = new AtomicBatch(_settlement, ApprovalDocument.Partition);
        var next = ApprovalDocument.From(approval);
        batch.Replace(next.Id, next, Json.ApprovalDocument, stored.ETag, stored.Unknown);
        if (act is not null)
            AddPerson(batch, ApprovalDocument.DecisionIdOf(approval.ApprovalId), approval.DecidedBy!);
        ActDocument.AddTo(batch, act, account: ApprovalDocument.Partition);
        return (await batch.Send(ct)).IsSuccess;
    }

    public async Task<IReadOnlyList<Approval>> List(
        ApprovalStatus? status,
        DateTimeOffset now,
        string? before,
        int limit,
        CancellationToken ct
    )
    {
        var condition = status switch
        {
            null => "",
            ApprovalStatus.Waiting => " AND c.status = @status AND c.until > @now",
            ApprovalStatus.Expired => " AND c.status = @status AND c.until <= @now",
            _ => " AND c.status = @status",
        };
        var stored = status == ApprovalStatus.Expired ? ApprovalStatus.Waiting : status;
        var query = new QueryDefinition(
            $"SELECT * FROM c WHERE c.type = @type AND c.sortKey < @before{condition} ORDER BY c.sortKey DESC"
        )
            .WithParameter("@type", ApprovalDocument.TypeName)
            .WithParameter("@before", before ?? ContainerQueries.SortKeyMax);
        if (stored is { } wanted)
            query.WithParameter("@status", $"{wanted}");
        if (stored == ApprovalStatus.Waiting)
            query.WithParameter("@now", StoredTime.FloorSeconds(now));
        var documents = await _settlement.ReadUpTo(
            limit,
            query,
            ApprovalDocument.Partition,
            Json.QueryPageApprovalDocument,
            ct
        );
        return await Task.WhenAll(documents.Select(it => AddPeople(it, ct)));
    }

    private static void AddPerson(AtomicBatch batch, string id, Requester person) =>
        batch.Create(
            new ActorDocument(
                id,
                ActorDocument.TypeName,
                MemberId: null,
                ProgrammeId: null,
                ApprovalDocument.Partition,
                person.Subject
            ),
            Json.ActorDocument
        );

    private async Task<Approval> AddPeople(ApprovalDocument document, CancellationToken ct) =>
        document.ToApproval(
            await FindPerson(ActorDocument.IdOf(document.Id), ct),
            document.DecidedBy is null ? "" : await FindPerson(ApprovalDocument.DecisionIdOf(document.Id), ct)
        );

    private async Task<string> FindPerson(string id, CancellationToken ct) =>
        (await _settlement.Read(ApprovalDocument.Partition, id, Json.ActorDocument, ct))?.Value.Subject ?? "";
}
