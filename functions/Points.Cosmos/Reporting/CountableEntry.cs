using Points.Domain.Ledger;

namespace Points.Cosmos.Reporting;

/// <param name="Ledger">The key of the wallet's ledger.</param>
internal sealed record CountableEntry(string Ledger, WalletId Wallet, LedgerEntry Entry);
