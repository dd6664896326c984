using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;

namespace Points.Cosmos.Reporting;

/// <summary>Which generation of a programme's sums counts.</summary>
internal sealed class ReportGenerations(CosmosClient client)
{
    private static readonly DocumentJson Json = DocumentJson.Default;

    private readonly Container _reports = client.GetContainer(CosmosContainers.Database, CosmosContainers.Reports);

    public async Task<int> FindCurrent(string programmeId, CancellationToken ct) =>
        (await Read(programmeId, ct)).Document.Current;

    /// <returns>The state, and what is stored of it.</returns>
    public async Task<(ReportGenerationDocument Document, StoredDocument<ReportGenerationDocument>? Stored)> Read(
        string programmeId,
        CancellationToken ct
    )
    {
        var stored = await _reports.Read(
            programmeId,
            ReportGenerationDocument.SingletonId,
            Json.ReportGenerationDocument,
            ct
        );
        return (stored?.Value ?? ReportGenerationDocument.First(programmeId), stored);
    }

    /// <returns>False if another instance has changed it meanwhile.</returns>
    public async Task<bool> TryWrite(
        ReportGenerationDocument next,
        StoredDocument<ReportGenerationDocument>? stored,
        CancellationToken ct
    )
    {
        var batch = new AtomicBatch(_reports, next.Part);
        if (stored is null)
            batch.Create(next, Json.ReportGenerationDocument);
        else
            batch.Replace(next.Id, next, Json.ReportGenerationDocument, stored.ETag, stored.Unknown);
        return (await batch.Send(ct)).IsSuccess;
    }
}
