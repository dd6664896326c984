using Points.Domain.Erasing;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>An erasure that is under way. It names the member by the key only, and is deleted when it is done.</summary>
/// <param name="Account">Its own partition: <see cref="Partition"/>.</param>
/// <param name="SortKey">Orders the list by time; unique.</param>
/// <param name="IsRelayed">True once the reader of the change feed has passed the member's last entries.</param>
internal sealed record ErasureDocument(
    string Id,
    string Type,
    string Account,
    string SortKey,
    string LedgerKey,
    DateTimeOffset At,
    bool? IsRelayed
)
{
    public const string TypeName = "erasure",
        Partition = "~erasures";

    public static string IdOf(string ledgerKey) => $"{TypeName}:{ledgerKey}";

    public static ErasureDocument Begin(LedgerKey key, DateTimeOffset at) =>
        new(
            IdOf(key.Value),
            TypeName,
            Partition,
            FormattableString.Invariant($"{at.UtcDateTime:O}~{key.Value}"),
            key.Value,
            at.ToUniversalTime(),
            IsRelayed: null
        );

    public Erasure ToErasure() => new(LedgerKey, At, IsRelayed == true);
}

/// <summary>
/// Follows the last entry of a member who is being erased. Once the reader of the change feed has it, it has all the
/// entries before.
/// </summary>
internal sealed record ErasureMarkDocument(string Id, string Type, string MemberId, string LedgerKey)
{
    public const string TypeName = "erasure-mark";

    public static ErasureMarkDocument Of(string memberId, LedgerKey key) =>
        new(TypeName, TypeName, memberId, key.Value);
}
