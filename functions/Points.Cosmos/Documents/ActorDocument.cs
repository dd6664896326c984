using Points.Domain.Actors;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>
/// Who asked for a ledger entry, or did something else that is kept: the subject of the token. It stands beside what it
/// explains, in the same partition and the same commit, and nothing is hashed with it, so that an erasure of that
/// person can delete it (law L14).
/// </summary>
/// <param name="MemberId">The partition in the container <c>wallets</c>; null elsewhere.</param>
/// <param name="ProgrammeId">The partition in the container <c>programmes</c>; null elsewhere.</param>
/// <param name="Account">The partition in the container <c>settlement</c>; null elsewhere.</param>
/// <param name="Subject">The person or the till, as the token names them.</param>
internal sealed record ActorDocument(
    string Id,
    string Type,
    string? MemberId,
    string? ProgrammeId,
    string? Account,
    string Subject
)
{
    public const string TypeName = "actor";

    /// <param name="of">The id of the entry, or of the act.</param>
    public static string IdOf(string of) => $"by-{of}";

    /// <summary>
    /// The document for an entry; null if it needs none: nobody asked, the wallet's owner did, or the entry's order
    /// says which till posted it.
    /// </summary>
    public static ActorDocument? For(WalletId wallet, LedgerEntry entry, Requester? by) =>
        by is null
        || entry.By is not { Role: not ActorRole.System }
        || (by.Subject == wallet.MemberId && !by.Role.IsStaff())
        || (entry.Kind is EntryKind.Purchase && by.Role == ActorRole.Merchant)
            ? null
            : new(IdOf(entry.EntryId), TypeName, wallet.MemberId, ProgrammeId: null, Account: null, by.Subject);
}
