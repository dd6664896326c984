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

    public async Task<WrongCodes> Find(string till, CancellationToken ct)
    {
        var id = await IdOf(till, ct);
        return Read((await _lookups.Read(id, id, DocumentJson.Default.WrongCodesDocument, ct))?.Value);
    }

    public async Task<(WrongCodes Stored, bool HasLocked)> Add(
        string till,
        DateTimeOffset now,
        WrongCodeLimits limits,
        CancellationToken ct
    )
    {
        var id = await IdOf(till, ct);
        var (before, after) = await _lookups.Update(
            id,
            DocumentJson.Default.WrongCodesDocument,
            Read,
            change: it => it.Add(now, limits),
            write: it => WrongCodesDocument.From(id, it),
            ct
        );
        return (after, after.IsLockedAt(now) && !before.IsLockedAt(now));
    }

    private static WrongCodes Read(WrongCodesDocument? stored) => stored?.ToWrongCodes() ?? WrongCodes.None;

    private async Task<string> IdOf(string till, CancellationToken ct) =>
        WrongCodesDocument.IdOf(await deploymentKey.Protect(Digest.Compute(WrongCodesDocument.TypeName, till), ct));
}
