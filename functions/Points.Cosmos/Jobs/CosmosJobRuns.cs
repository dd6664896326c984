using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Jobs;

namespace Points.Cosmos.Jobs;

/// <summary>Results of job runs in Cosmos DB: one document for each job, which does not grow.</summary>
public sealed class CosmosJobRuns(CosmosClient client) : IJobRuns
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    /// <summary>
    /// Only one instance runs a job at a time, so no other write comes between the read and the write here.
    /// </summary>
    public async Task Save(JobRun run, CancellationToken ct)
    {
        var stored = await Read(run.Job, ct);
        var document = JobDocument.From(run, stored?.Value.LastSucceededAt);
        var batch = new AtomicBatch(_lookups, document.Id);
        batch.Upsert(document, DocumentJson.Default.JobDocument, stored?.Unknown);
        await batch.Send(ct);
    }

    public async Task<JobHistory?> Find(string job, CancellationToken ct) => (await Read(job, ct))?.Value.ToHistory();

    private Task<StoredDocument<JobDocument>?> Read(string job, CancellationToken ct)
    {
        var id = JobDocument.IdOf(job);
        return _lookups.Read(id, id, DocumentJson.Default.JobDocument, ct);
    }
}
