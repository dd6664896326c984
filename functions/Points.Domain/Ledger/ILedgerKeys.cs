namespace Points.Domain.Ledger;

/// <summary>The keys of members' ledgers. A key leads to its member until the member is erased.</summary>
public interface ILedgerKeys
{
    /// <summary>Creates a random key, for a member who enrols.</summary>
    LedgerKey Create();

    /// <summary>Finds the key of a member's ledgers.</summary>
    /// <returns>Null if there is no such member.</returns>
    Task<LedgerKey?> Find(string memberId, CancellationToken ct);

    /// <summary>Finds the member that a key belongs to.</summary>
    /// <returns>The member's id; null if the key leads to nobody.</returns>
    Task<string?> FindMember(string ledgerKey, CancellationToken ct);
}
