using System.Net;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Actors;
using Points.Domain.Complaining;
using Points.Domain.Ledger;

namespace Points.Cosmos.Complaining;

/// <summary>Stores complaints in Cosmos DB, each in its member's partition.</summary>
public sealed class CosmosComplaints(CosmosClient client) : IComplaints
{
    private static readonly DocumentJson Json = DocumentJson.Default;
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public async Task<(Complaint Complaint, string Version)?> Find(
        string memberId,
        string complaintId,
        CancellationToken ct
    ) =>
        // The id comes from a caller: it must not find another kind of document in the partition.
        Complaint.IsId(complaintId) && await _wallets.Read(memberId, complaintId, Json.ComplaintDocument, ct) is { } it
            ? (it.Value.ToComplaint(), it.ETag)
            : null;

    public async Task<bool> TryAdd(Complaint complaint, Act act, CancellationToken ct)
    {
        var batch = new AtomicBatch(_wallets, complaint.Wallet.MemberId);
        batch.Create(ComplaintDocument.From(complaint), Json.ComplaintDocument);
        ActDocument.AddTo(batch, act, complaint.Wallet.MemberId);
        var answer = await batch.Send(ct);
        return answer.IsSuccess
            || (
                answer.Status == HttpStatusCode.Conflict
                    ? false
                    : throw new InvalidOperationException($"the store refused a complaint with {answer.Status}")
            );
    }

    public Task<bool> TryAnswer(
        Complaint complaint,
        string expectedVersion,
        Notice notice,
        Act act,
        CancellationToken ct
    ) =>
        TryReplace(
            complaint,
            expectedVersion,
            batch =>
            {
                batch.Create(NoticeDocument.From(notice), Json.NoticeDocument);
                ActDocument.AddTo(batch, act, complaint.Wallet.MemberId);
            },
            ct
        );

    public Task<bool> TryReplace(Complaint complaint, string expectedVersion, CancellationToken ct) =>
        TryReplace(complaint, expectedVersion, _ => { }, ct);

    public async Task<IReadOnlyList<Complaint>> List(string memberId, string? before, int limit, CancellationToken ct)
    {
        var documents = await _wallets.ReadNewestFirst(
            limit,
            ComplaintDocument.TypeName,
            before,
            memberId,
            Json.QueryPageComplaintDocument,
            ct
        );
        return [.. documents.Select(it => it.ToComplaint())];
    }

    public async Task<IReadOnlyList<Complaint>> ListOpen(string? after, int limit, CancellationToken ct)
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.openComplaint > @after ORDER BY c.openComplaint"
        ).WithParameter("@after", after ?? "");
        var documents = await _wallets
            .ReadAll(query, limit, Json.QueryPageComplaintDocument, ct)
            .Take(limit)
            .ToArrayAsync(ct);
        return [.. documents.Select(it => it.ToComplaint())];
    }

    public Task<long> CountOpen(string memberId, CancellationToken ct) =>
        _wallets.Count(new("SELECT VALUE COUNT(1) FROM c WHERE c.openComplaint > ''"), ct, memberId);

    public Task<long> CountOverdue(DateTimeOffset at, CancellationToken ct) =>
        _wallets.Count(
            new QueryDefinition("SELECT VALUE COUNT(1) FROM c WHERE c.openComplaint < @end").WithParameter(
                "@end",
                Complaint.DueKeyAfter(at)
            ),
            ct
        );

    public Task<long> CountDue(DateTimeOffset at, CancellationToken ct) =>
        _wallets.Count(
            new QueryDefinition("SELECT VALUE COUNT(1) FROM c WHERE c.complaintDueAt <= @until").WithParameter(
                "@until",
                StoredTime.FloorSeconds(at)
            ),
            ct
        );

    private async Task<bool> TryReplace(
        Complaint complaint,
        string expectedVersion,
        Action<AtomicBatch> addMore,
        CancellationToken ct
    )
    {
        var (memberId, next) = (complaint.Wallet.MemberId, ComplaintDocument.From(complaint));
        if (
            await _wallets.Read(memberId, next.Id, Json.ComplaintDocument, ct) is not { } stored
            || stored.ETag != expectedVersion
        )
            return false;
        var batch = new AtomicBatch(_wallets, memberId);
        batch.Replace(next.Id, next, Json.ComplaintDocument, stored.ETag, stored.Unknown);
        addMore(batch);
        return (await batch.Send(ct)).IsSuccess;
    }
}
