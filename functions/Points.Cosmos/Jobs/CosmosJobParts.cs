using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Jobs;

namespace Points.Cosmos.Jobs;

/// <summary>
/// The parts of jobs in Cosmos DB, one document each. The version of the document decides between instances: of two
/// that claim a part at once, one has it, and an instance that has lost its part cannot store a position.
/// </summary>
/// <param name="clock">
/// The clock by which claims end. When a local host's clock is set ahead, claims end early, and the versions keep the
/// two instances apart.
/// </param>
public sealed class CosmosJobParts(CosmosClient client, TimeProvider clock) : IJobParts
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    public async Task<StoredPart> Find(string work, string range, CancellationToken ct) =>
        await Read(JobPartDocument.IdOf(work, range), ct) is { } stored
            ? new(stored.Value.ToPart(), stored.ETag)
            : new(new(work, range), null);

    public async Task<StoredPart?> TryClaim(StoredPart part, RunShare share, string owner, CancellationToken ct) =>
        part.Part.Claim(share, owner, clock.GetUtcNow()) is { } claimed
            ? await TryWrite(claimed, part.Version, ct)
            : null;

    public Task<StoredPart?> TryMoveTo(StoredPart claimed, string? position, CancellationToken ct) =>
        TryWrite(claimed.Part.MoveTo(position, clock.GetUtcNow()), claimed.Version, ct);

    public Task Release(StoredPart claimed, CancellationToken ct) =>
        TryWrite(claimed.Part.Release(), claimed.Version, ct);

    /// <param name="version">The version to replace; null to create the document.</param>
    /// <returns>Null if another instance has written the document meanwhile.</returns>
    private async Task<StoredPart?> TryWrite(JobPart part, string? version, CancellationToken ct)
    {
        var document = JobPartDocument.From(part);
        var batch = new AtomicBatch(_lookups, document.Id);
        if (version is null)
            batch.Create(document, DocumentJson.Default.JobPartDocument);
        else if (await Read(document.Id, ct) is { } stored && stored.ETag == version)
            batch.Replace(document.Id, document, DocumentJson.Default.JobPartDocument, version, stored.Unknown);
        else
            return null;
        if (await batch.Send(ct) is { IsSuccess: true, FirstETag: { } written })
            return new(part, written);
        // If an answer was lost, the batch was sent twice, and the first of them may have written this.
        return await Read(document.Id, ct) is { } now && now.Value == document ? new(part, now.ETag) : null;
    }

    private Task<StoredDocument<JobPartDocument>?> Read(string id, CancellationToken ct) =>
        _lookups.Read(id, id, DocumentJson.Default.JobPartDocument, ct);
}
