using Points.Domain.Enrolling;

namespace Points.Cosmos.Documents;

/// <summary>
/// Leads from a telephone number, an e-mail address or an external id to members. Its id is a digest of the value under
/// a key, and it names members by the keys of their ledgers, which lead nowhere once a member is erased.
/// </summary>
/// <param name="Owner">The member for whom the value is verified; null for none.</param>
internal sealed record MemberLookupDocument(
    string Id,
    string Type,
    IReadOnlyList<LookupEntryDocument> Members,
    LookupEntryDocument? Owner,
    bool? HasMore
)
{
    public const string TypeName = "member-lookup";

    public static string IdOf(string protectedDigest) => "find-" + protectedDigest;

    public static MemberLookupDocument From(string id, MemberLookup it) =>
        new(
            id,
            TypeName,
            [.. it.Entries.Select(LookupEntryDocument.From)],
            it.Owner is null ? null : LookupEntryDocument.From(it.Owner),
            it.HasMore ? true : null
        );

    public MemberLookup ToLookup() => new([.. Members.Select(it => it.ToEntry())], Owner?.ToEntry(), HasMore == true);
}

internal sealed record LookupEntryDocument(string LedgerKey, DateTimeOffset AddedAt)
{
    public static LookupEntryDocument From(LookupEntry it) => new(it.LedgerKey, it.AddedAt.ToUniversalTime());

    public LookupEntry ToEntry() => new(LedgerKey, AddedAt);
}
