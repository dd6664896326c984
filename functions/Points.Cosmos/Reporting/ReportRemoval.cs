using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;

namespace Points.Cosmos.Reporting;

/// <summary>Deletes a generation of a programme's sums.</summary>
internal sealed class ReportRemoval(CosmosClient client)
{
    /// <summary>Cosmos DB allows 100 operations in a batch.</summary>
    private const int DocumentsPerBatch = 90;

    private readonly Container _reports = client.GetContainer(CosmosContainers.Database, CosmosContainers.Reports);

    /// <summary>If it is interrupted, another call goes on.</summary>
    public async Task Remove(string programmeId, int generation, CancellationToken ct)
    {
        foreach (var part in ReportPart.All(programmeId, generation))
            while (await ListSome(part, ct) is { Count: > 0 } documents)
            {
                var batch = new AtomicBatch(_reports, $"{part}");
                foreach (var document in documents)
                    batch.Delete(document.Id);
                await batch.Send(ct); // If a document is gone already, the next list does not have it.
            }
    }

    private Task<IReadOnlyList<ReportDocumentId>> ListSome(ReportPart part, CancellationToken ct) =>
        _reports.ReadUpTo(
            DocumentsPerBatch,
            new QueryDefinition("SELECT * FROM c"),
            $"{part}",
            DocumentJson.Default.QueryPageReportDocumentId,
            ct
        );
}
