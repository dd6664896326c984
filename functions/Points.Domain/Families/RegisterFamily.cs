using System.Collections.Immutable;
using Points.Domain.Deciding;
using Points.Domain.Enrolling;
using Points.Domain.Ports;

namespace Points.Domain.Families;

/// <summary>An operator says who a family is.</summary>
public sealed record RegisterFamily(string FamilyId, ImmutableArray<string> Members);

/// <summary>
/// Keeps families. A member's profile names the one family they are in, and is claimed by it alone; the register only
/// lists them. So a registration that ends half-way lets nobody into two, and the same one again completes it.
/// </summary>
public sealed class FamilyRegistrations(IMemberStore members, IFamilies families)
{
    /// <returns>Null if the family is registered.</returns>
    public async Task<Refusal?> Handle(RegisterFamily command, CancellationToken ct)
    {
        foreach (var memberId in command.Members)
            if (await RefusalOf(memberId, command.FamilyId, ct) is { } refusal) return refusal;

        var before = (await families.Find(command.FamilyId, ct))?.Members ?? [];
        var claimed = new List<string>();
        foreach (var memberId in command.Members)
        {
            if (await Claim(memberId, command.FamilyId, ct) is { } refusal)
            {
                foreach (var undo in claimed.Except(before, StringComparer.Ordinal)) await Release(undo, command.FamilyId, ct);
                return refusal;
            }
            claimed.Add(memberId);
        }
        // Who leaves is let go before the list forgets them: so the same request again finds whom it had not come to.
        foreach (var memberId in before.Except(command.Members, StringComparer.Ordinal)) await Release(memberId, command.FamilyId, ct);
        await families.Put(new(command.FamilyId, command.Members), ct);
        return null;
    }

    private async Task<Refusal?> RefusalOf(string memberId, string familyId, CancellationToken ct) => await members.Find(memberId, ct) switch
    {
        null => new Refusal.NotFound($"member {memberId}"),
        { FamilyId: { } other } when other != familyId => new Refusal.InAnotherFamily(memberId),
        _ => null,
    };

    private async Task<Refusal?> Claim(string memberId, string familyId, CancellationToken ct)
    {
        var claimed = await members.Change(memberId, member => member is null || (member.FamilyId ?? familyId) != familyId ? null : member with { FamilyId = familyId }, ct);
        return claimed is null ? await RefusalOf(memberId, familyId, ct) ?? new Refusal.InAnotherFamily(memberId) : null;
    }

    private Task<Member?> Release(string memberId, string familyId, CancellationToken ct) =>
        members.Change(memberId, member => member?.FamilyId == familyId ? member with { FamilyId = null } : null, ct);
}
