using System.Collections.Immutable;
using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <param name="AddedAt">When the member was last about to get the value, in real time.</param>
public sealed record LookupEntry(string LedgerKey, DateTimeOffset AddedAt);

/// <summary>The members that a value leads to. It may be out of date, because the profile is the master.</summary>
/// <param name="Entries">Of at most <see cref="MembersMax"/> members.</param>
/// <param name="Owner">The member for whom the value is verified, or was about to be; null for none.</param>
/// <param name="HasMore">Whether members were left out.</param>
public sealed record MemberLookup(ImmutableArray<LookupEntry> Entries, LookupEntry? Owner, bool HasMore)
{
    /// <summary>A number that more members share is a placeholder. It must not make a document large.</summary>
    public const int MembersMax = 100;

    /// <summary>
    /// How long a value counts as about to be in the profile. A change of a profile takes seconds, with all retries.
    /// </summary>
    public static readonly TimeSpan ReservedFor = TimeSpan.FromMinutes(5);

    public static readonly MemberLookup Empty = new([], Owner: null, HasMore: false);

    /// <returns>Null if the value belongs to nobody else.</returns>
    public LookupEntry? FindOtherOwner(LedgerKey member) => Owner?.LedgerKey == member.Value ? null : Owner;

    /// <summary>Whether an entry is so new that its profile may not be stored yet.</summary>
    public static bool IsReserved(LookupEntry entry, DateTimeOffset now) => entry.AddedAt > now - ReservedFor;

    /// <summary>Adds a member, or renews the member's entry.</summary>
    /// <param name="isVerified">
    /// Whether the value is now the member's alone. If not, an earlier owner stays: their profile says whether they are
    /// still the owner.
    /// </param>
    public MemberLookup Add(LedgerKey member, bool isVerified, DateTimeOffset now)
    {
        var others = Entries.RemoveAll(it => it.LedgerKey == member.Value);
        if (others.Length >= MembersMax && !isVerified)
            return this with { HasMore = true };
        var kept = others.Length < MembersMax ? others : others.RemoveAt(0);
        var entry = new LookupEntry(member.Value, now);
        return new(kept.Add(entry), isVerified ? entry : Owner, HasMore || kept.Length < others.Length);
    }

    /// <summary>Removes a member, unless another change of their profile may be about to need the entry.</summary>
    public MemberLookup Remove(LedgerKey member, DateTimeOffset now) =>
        Entries.FirstOrDefault(it => it.LedgerKey == member.Value) is { } entry && !IsReserved(entry, now)
            ? this with
            {
                Entries = Entries.Remove(entry),
                Owner = Owner?.LedgerKey == member.Value ? null : Owner,
            }
            : this;
}
