using System.Collections.Immutable;
using Points.Domain.Actors;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;

namespace Points.Domain.Families;

/// <summary>Registers a family with exactly these members, in place of its previous ones.</summary>
public sealed record RegisterFamily(string FamilyId, ImmutableArray<string> Members);

/// <summary>
/// Registers families. A member's profile names at most one family, so no member is in two. The stored family lists the
/// old and the new members before any profile changes. If a registration stops half-way, the next one therefore finds
/// all members that it must release.
/// </summary>
public sealed class RegisterFamilyHandler(IMemberStore members)
{
    private const int AttemptsMax = 20;

    /// <returns>Null if the family is registered.</returns>
    /// <exception cref="StoreBusyException">Other requests keep changing the same family.</exception>
    public async Task<Refusal?> Handle(RegisterFamily command, Requester by, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var memberId in command.Members)
            if (await FindRefusal(memberId, command.FamilyId, ct) is { } refusal)
                return refusal;
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var stored = await members.FindFamily(command.FamilyId, ct);
            var before = stored?.Family.Members ?? [];
            var everyone = new RegisteredFamily(
                command.FamilyId,
                [.. before.Union(command.Members, StringComparer.Ordinal)]
            );
            if (!await members.PutFamily(everyone, stored?.Version, ct))
                continue;
            if (await members.FindFamily(command.FamilyId, ct) is not { } listed)
                continue;
            if (await ClaimMembers(command, before, by, now, ct) is { } refusal)
                return refusal;
            foreach (var memberId in listed.Family.Members.Except(command.Members, StringComparer.Ordinal))
                await ReleaseMember(memberId, command.FamilyId, by, now, ct);
            if (await members.PutFamily(new(command.FamilyId, command.Members), listed.Version, ct))
                return null;
        }
        throw new StoreBusyException("other requests keep changing the same family");
    }

    /// <summary>
    /// Claims all members, or, if one is refused, releases again those that were not in the family before.
    /// </summary>
    private async Task<Refusal?> ClaimMembers(
        RegisterFamily command,
        ImmutableArray<string> before,
        Requester by,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var claimed = new List<string>();
        foreach (var memberId in command.Members)
        {
            if (await ClaimMember(memberId, command.FamilyId, by, now, ct) is { } refusal)
            {
                foreach (var claimedId in claimed.Except(before, StringComparer.Ordinal))
                    await ReleaseMember(claimedId, command.FamilyId, by, now, ct);
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

    private async Task<Refusal?> ClaimMember(
        string memberId,
        string familyId,
        Requester by,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var claimed = await members.Update(
            memberId,
            member =>
                member is null || (member.FamilyId ?? familyId) != familyId
                    ? null
                    : new ProfileChange(member with { FamilyId = familyId })
                    {
                        Act = member.FamilyId is null
                            ? CreateAct(ActKind.FamilyJoined, member, familyId, by, now)
                            : null,
                    },
            ct
        );
        return claimed is null
            ? await FindRefusal(memberId, familyId, ct) ?? new Refusal.InAnotherFamily(memberId)
            : null;
    }

    private Task<Member?> ReleaseMember(
        string memberId,
        string familyId,
        Requester by,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        members.Update(
            memberId,
            member =>
                member?.FamilyId == familyId
                    ? new ProfileChange(member with { FamilyId = null })
                    {
                        Act = CreateAct(ActKind.FamilyLeft, member, familyId, by, now),
                    }
                    : null,
            ct
        );

    private static Act CreateAct(ActKind kind, Member member, string familyId, Requester by, DateTimeOffset now) =>
        new(kind, now, by) { LedgerKey = member.LedgerKey?.Value, FamilyId = familyId };
}
