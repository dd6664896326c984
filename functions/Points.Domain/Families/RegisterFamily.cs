using System.Collections.Immutable;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;

namespace Points.Domain.Families;

/// <summary>An operator says who a family is.</summary>
public sealed record RegisterFamily(string FamilyId, ImmutableArray<string> Members);

/// <summary>
/// Keeps families. A member's profile names the one family they are in, and is claimed by it alone. The list names at all
/// times everyone who may be claimed: so a registration that ends half-way lets nobody into two families, and any later
/// one finds everyone it has to let go.
/// </summary>
public sealed class RegisterFamilyHandler(IMemberStore members, IFamilies families)
{
    private const int AttemptsMax = 20;

    /// <returns>Null if the family is registered.</returns>
    /// <exception cref="StoreBusyException">Others go on changing the same family.</exception>
    public async Task<Refusal?> Handle(RegisterFamily command, CancellationToken ct)
    {
        foreach (var memberId in command.Members)
            if (await FindRefusal(memberId, command.FamilyId, ct) is { } refusal)
                return refusal;
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var listed = await families.Find(command.FamilyId, ct);
            var before = listed?.Family.Members ?? [];
            if (
                !await families.Put(
                    new(command.FamilyId, [.. before.Union(command.Members, StringComparer.Ordinal)]),
                    listed?.Version,
                    ct
                )
            )
                continue;
            if (await families.Find(command.FamilyId, ct) is not { } all)
                continue;
            if (await ClaimMembers(command, before, ct) is { } refusal)
                return refusal;
            foreach (var memberId in all.Family.Members.Except(command.Members, StringComparer.Ordinal))
                await ReleaseMember(memberId, command.FamilyId, ct);
            if (await families.Put(new(command.FamilyId, command.Members), all.Version, ct))
                return null;
        }
        throw new StoreBusyException("others go on changing the same family");
    }

    private async Task<Refusal?> ClaimMembers(
        RegisterFamily command,
        ImmutableArray<string> before,
        CancellationToken ct
    )
    {
        var claimed = new List<string>();
        foreach (var memberId in command.Members)
        {
            if (await ClaimMember(memberId, command.FamilyId, ct) is { } refusal)
            {
                foreach (var undo in claimed.Except(before, StringComparer.Ordinal))
                    await ReleaseMember(undo, command.FamilyId, ct);
                return refusal;
            }
            claimed.Add(memberId);
        }
        return null;
    }

    private async Task<Refusal?> FindRefusal(string memberId, string familyId, CancellationToken ct) =>
        await members.Find(memberId, ct) switch
        {
            null => new Refusal.NotFound($"member {memberId}"),
            { FamilyId: { } other } when other != familyId => new Refusal.InAnotherFamily(memberId),
            _ => null,
        };

    private async Task<Refusal?> ClaimMember(string memberId, string familyId, CancellationToken ct)
    {
        var claimed = await members.Update(
            memberId,
            member =>
                member is null || (member.FamilyId ?? familyId) != familyId
                    ? null
                    : member with
                    {
                        FamilyId = familyId,
                    },
            ct
        );
        return claimed is null
            ? await FindRefusal(memberId, familyId, ct) ?? new Refusal.InAnotherFamily(memberId)
            : null;
    }

    private Task<Member?> ReleaseMember(string memberId, string familyId, CancellationToken ct) =>
        members.Update(memberId, member => member?.FamilyId == familyId ? member with { FamilyId = null } : null, ct);
}
