using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Domain;
using Points.Domain.Enrolling;

namespace Points.Cosmos.Members;

/// <summary>
/// Counts the wrong codes of tills in the container for lookups, so that all instances share the count.
/// </summary>
public sealed class CosmosWrongCodes(CosmosClient client, DeploymentKey deploymentKey) : IWrongCodes
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    public async Task<WrongCodes> Find(string till, CancellationToken ct) =>
        (await Read(await IdOf(till, ct), ct))?.Value.ToWrongCodes() ?? WrongCodes.None;

    public async Task<(WrongCodes Stored, bool HasLocked)> Add(
        string till,
        DateTimeOffset now,
        WrongCodeLimits limits,
        CancellationToken ct
    )
    {
        var id = await IdOf(till, ct);
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var stored = await Read(id, ct);
            var before = stored?.Value.ToWrongCodes() ?? WrongCodes.None;
            var after = before.Add(now, limits);
            if (after == before || await TryWrite(id, stored, after, ct))
                return (after, after.IsLockedAt(now) && !before.IsLockedAt(now));
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <returns>False if another request has counted a code meanwhile.</returns>
    private Task<bool> TryWrite(
        string id,
        StoredDocument<WrongCodesDocument>? stored,
        WrongCodes after,
        CancellationToken ct
    )
    {
        var document = WrongCodesDocument.From(id, after);
        return stored is null
            ? _lookups.TryCreate(id, document, DocumentJson.Default.WrongCodesDocument, ct)
            : TryReplace(stored, document, ct);
    }

    private async Task<bool> TryReplace(
        StoredDocument<WrongCodesDocument> stored,
        WrongCodesDocument next,
        CancellationToken ct
    )
    {
        var batch = new AtomicBatch(_lookups, next.Id);
        batch.Replace(next.Id, next, DocumentJson.Default.WrongCodesDocument, stored.ETag, stored.Unknown);
        return (await batch.Send(ct)).IsSuccess;
    }

    private Task<StoredDocument<WrongCodesDocument>?> Read(string id, CancellationToken ct) =>
        _lookups.Read(id, id, DocumentJson.Default.WrongCodesDocument, ct);

    private async Task<string> IdOf(string till, CancellationToken ct) =>
        WrongCodesDocument.IdOf(await deploymentKey.Protect(Digest.Compute(WrongCodesDocument.TypeName, till), ct));
}
