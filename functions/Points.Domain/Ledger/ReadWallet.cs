namespace Points.Domain.Ledger;

/// <summary>
/// A wallet as it was read, to decide on. Stores derive from it, and add what they need to commit under its version.
/// </summary>
public abstract record ReadWallet(Wallet Wallet)
{
    /// <summary>Finds a record of the wallet's member. A decision on this wallet may change it.</summary>
    /// <returns>Null if there is none.</returns>
    public abstract Task<WalletRecord?> FindRecord(RecordKey key, CancellationToken ct);
}
