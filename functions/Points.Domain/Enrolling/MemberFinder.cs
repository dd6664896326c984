using System.Collections.Immutable;
using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>The members whose profiles have a value.</summary>
/// <param name="Members">The one for whom it is verified comes first.</param>
/// <param name="HasMore">Whether more members may have the value. A placeholder may be in many profiles.</param>
public sealed record FoundMembers(ImmutableArray<Member> Members, bool HasMore);

/// <summary>Finds members by what is kept of them, exactly. Only profiles that have the value are an answer.</summary>
public sealed class MemberFinder(IMemberLookups lookups, ILedgerKeys keys, IMemberStore members)
{
    public async Task<FoundMembers> Find(LookupValue value, CancellationToken ct)
    {
        var found = await lookups.Find(value, ct);
        var profiles = await Task.WhenAll(found.LedgerKeys.Select(key => FindIfHas(value, key, ct)));
        return new(
            [
                .. profiles
                    .OfType<Member>()
                    .OrderByDescending(it => it.Lookups.Contains((value, true)))
                    .ThenBy(it => it.MemberId, StringComparer.Ordinal),
            ],
            found.HasMore
        );
    }

    private async Task<Member?> FindIfHas(LookupValue value, string ledgerKey, CancellationToken ct) =>
        await keys.FindMember(ledgerKey, ct) is { } memberId
        && await members.Find(memberId, ct) is { } member
        && member.LedgerKey?.Value == ledgerKey
        && member.Lookups.Any(it => it.Value == value)
            ? member
            : null;
}
