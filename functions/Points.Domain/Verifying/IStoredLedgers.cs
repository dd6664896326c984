using Points.Domain.Budgets;
using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>Reads ledgers as they are stored, to verify them.</summary>
public interface IStoredLedgers
{
    /// <summary>Lists ledgers, those of erased members, too. New ones change nothing on later pages.</summary>
    /// <param name="position">The <see cref="LedgerList.Next"/> of an earlier page; null for the first page.</param>
    /// <returns>Null if the position is not valid.</returns>
    Task<LedgerList?> List(string? position, int limit, CancellationToken ct);

    /// <summary>Finds the wallets of the ledgers that a key names, also if their member was erased.</summary>
    /// <returns>In the order of programmes; empty if there is no such key.</returns>
    Task<IReadOnlyList<WalletId>> FindWallets(string ledgerKey, CancellationToken ct);

    /// <summary>Reads entries, oldest first.</summary>
    /// <param name="after">Reads entries with a higher number.</param>
    /// <param name="upTo">Reads no entries with a higher number.</param>
    /// <exception cref="InvalidDataException">An entry cannot be read.</exception>
    Task<IReadOnlyList<LedgerEntry>> ReadEntries(
        WalletId wallet,
        long after,
        long upTo,
        int limit,
        CancellationToken ct
    );

    /// <summary>Reads the records of a wallet, and the refunds of its member.</summary>
    /// <param name="position">The <see cref="RecordList.Next"/> of an earlier page; null for the first page.</param>
    /// <returns>Null if the position is not valid.</returns>
    /// <exception cref="InvalidDataException">A record cannot be read.</exception>
    Task<RecordList?> ReadRecords(WalletId wallet, string? position, int limit, CancellationToken ct);

    /// <summary>Reads all ledgers of one member with all that is beside them.</summary>
    Task<MemberLedgers> ReadMember(string memberId, CancellationToken ct);

    /// <summary>Reads all shards of all budgets, with the names that the ids of their leases begin with.</summary>
    IAsyncEnumerable<(string Name, BudgetShard Shard)> ReadBudgets(CancellationToken ct);
}

/// <summary>A page of the list of ledgers.</summary>
/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record LedgerList(IReadOnlyList<(WalletId Wallet, LedgerKey Key)> Ledgers, string? Next);

/// <summary>A page of records.</summary>
/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record RecordList(IReadOnlyList<WalletRecord> Records, string? Next);

/// <summary>The ledgers of one member.</summary>
/// <param name="Unreadable">What cannot be read, or belongs to no wallet.</param>
public sealed record MemberLedgers(IReadOnlyList<StoredLedger> Ledgers, IReadOnlyList<LedgerFinding> Unreadable);
