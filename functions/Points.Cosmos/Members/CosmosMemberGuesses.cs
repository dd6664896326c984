using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Domain;
using Points.Domain.Enrolling;

namespace Points.Cosmos.Members;

/// <summary>
/// Counts the people that tills name and that are not enrolled, in the container for lookups, so that all instances
/// share the count.
/// </summary>
public sealed class CosmosMemberGuesses(CosmosClient client, DeploymentKey deploymentKey) : IMemberGuesses
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    public async Task<(MemberGuesses Stored, bool HasLocked)> Add(
        string till,
        string memberId,
        DateTimeOffset now,
        MemberGuessLimits limits,
        CancellationToken ct
    )
    {
        var id = MemberGuessesDocument.IdOf(
            await deploymentKey.Protect(Digest.Compute(MemberGuessesDocument.TypeName, till), ct)
        );
        var name = MemberGuessesDocument.NameOf(
            await deploymentKey.Protect(Digest.Compute(MemberGuessesDocument.TypeName, till, memberId), ct)
        );
        var (before, after) = await _lookups.Update(
            id,
            DocumentJson.Default.MemberGuessesDocument,
            read: it => it?.ToMemberGuesses() ?? MemberGuesses.None,
            change: it => it.Add(name, now, limits),
            write: it => MemberGuessesDocument.From(id, it),
            ct
        );
        return (after, after.IsLockedAt(now) && !before.IsLockedAt(now));
    }
}
