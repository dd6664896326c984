using Points.Domain.Settling;

namespace Points.Domain.Reporting;

/// <summary>How far a programme's ledgers are counted.</summary>
/// <param name="UpTo">
/// All entries booked before this instant are counted; null if that is known of no instant.
/// </param>
/// <param name="IncompleteWallets">
/// How many wallets have an entry that cannot be counted. Their later entries are not counted either.
/// </param>
public sealed record Completeness(DateTimeOffset? UpTo, long IncompleteWallets)
{
    /// <summary>Whether the sums of a day, and of all days before it, are final.</summary>
    public bool Covers(DateOnly day) => IncompleteWallets == 0 && UpTo >= SettlementPeriod.StartOfDay(day.PlusDays(1));
}
