using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Jobs;

namespace Points.Cosmos.Lookups;

/// <summary>How jobs ran, in Cosmos DB: one document a job, which never grows.</summary>
public sealed class CosmosJobRuns(CosmosClient client) : IJobRuns
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    /// <summary>Hosts run a job one at a time, so nobody else writes between the reading and the writing.</summary>
    public async Task Save(JobRun run, CancellationToken ct)
    {
        var document = JobDocument.From(run, (await Find(run.Job, ct))?.LastSucceededAt);
        var batch = new AtomicBatch(_lookups, document.Id);
        batch.Upsert(document, DocumentJson.Default.JobDocument);
        await batch.Send(ct);
    }

    public async Task<JobHistory?> Find(string job, CancellationToken ct)
    {
        var id = JobDocument.IdOf(job);
        return (await _lookups.Read(id, id, DocumentJson.Default.JobDocument, ct))?.Value.ToHistory();
    }
}
