using Points.Domain.Jobs;
using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>Stores up to which entry each ledger was verified, and how far the samples have come.</summary>
public interface IVerifiedHeads
{
    /// <summary>
    /// The wallets that were written in the last two days: one that was missed last night is found again.
    /// </summary>
    IDueItems<WalletId> Changed { get; }

    /// <returns>Null if the ledger was never verified.</returns>
    Task<VerifiedHead?> Find(LedgerKey key, string programmeId, CancellationToken ct);

    /// <summary>Stores a head. Of two instances that verify one ledger at once, either may be the last.</summary>
    Task Save(LedgerKey key, string programmeId, VerifiedHead head, CancellationToken ct);

    /// <returns>The position in the list of ledgers at which the next sample begins; null for the beginning.</returns>
    Task<string?> FindSamplePosition(CancellationToken ct);

    /// <param name="position">Null for the beginning.</param>
    Task SaveSamplePosition(string? position, CancellationToken ct);
}
