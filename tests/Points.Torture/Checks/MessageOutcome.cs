using Points.Domain.Ledger;

namespace Points.Torture.Checks;

/// <summary>What became of a message that a merchant sent.</summary>
/// <param name="IsKnown">Whether an outcome is stored.</param>
internal sealed record MessageOutcome(string MessageId, WalletId Wallet, bool IsKnown, bool IsAccepted);
