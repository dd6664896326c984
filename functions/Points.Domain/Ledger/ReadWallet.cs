namespace Points.Domain.Ledger;

/// <summary>
/// A wallet as it was read, to decide on. Stores derive from it, and add what they need to commit under its version.
/// </summary>
public abstract record ReadWallet(Wallet Wallet);
